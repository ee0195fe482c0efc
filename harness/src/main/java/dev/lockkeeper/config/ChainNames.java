package dev.lockkeeper.config;

import dev.lockkeeper.config.Configuration.ChainSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the chains' names against each other: each is there once, and {@code needs} leads to an end. */
final class ChainNames {

    private final List<ChainSettings> chains;
    private final Map<String, ChainSettings> byName = new LinkedHashMap<>();
    private final Mistakes mistakes;

    ChainNames(List<ChainSettings> chains, Mistakes mistakes) {
        this.chains = chains;
        this.mistakes = mistakes;
    }

    void check() {
        for (ChainSettings chain : chains) {
            if (byName.putIfAbsent(chain.name(), chain) != null) {
                mistakes.add(chain.at().line(), "two chains are called \"" + chain.name() + "\"; name one of them");
            }
        }
        chains.forEach(this::checkNeeds);
        checkCycles();
    }

    private void checkNeeds(ChainSettings chain) {
        for (String need : chain.needs()) {
            if (!byName.containsKey(need)) {
                mistakes.add(
                        chain.at().line(),
                        "chain \"" + chain.name() + "\" needs \"" + need + "\", which is no chain here"
                                + Suggestion.asQuestion(need, byName.keySet()));
            }
        }
    }

    private void checkCycles() {
        Set<String> done = new HashSet<>();
        for (ChainSettings chain : chains) {
            follow(chain, new ArrayDeque<>(), done);
        }
    }

    private void follow(ChainSettings chain, Deque<String> way, Set<String> done) {
        if (way.contains(chain.name())) {
            report(chain, List.copyOf(way));
            return;
        }
        if (!done.add(chain.name())) {
            return;
        }
        way.addLast(chain.name());
        for (String need : chain.needs()) {
            ChainSettings next = byName.get(need);
            if (next != null) {
                follow(next, way, done);
            }
        }
        way.removeLast();
    }

    private void report(ChainSettings chain, List<String> way) {
        String circle = String.join(" needs ", way.subList(way.indexOf(chain.name()), way.size()));
        mistakes.add(chain.at().line(), "chains need each other in a circle: " + circle + " needs " + chain.name());
    }
}
