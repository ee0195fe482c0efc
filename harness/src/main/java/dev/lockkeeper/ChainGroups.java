package dev.lockkeeper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Which chains go together because one needs another, and in which order they are laid on one another. */
final class ChainGroups {

    private ChainGroups() {}

    /**
     * Chains joined by needs, those needed first. One group is walked by one worker: its chains share roles, which belong
     * to the whole server.
     */
    static <C> List<List<C>> of(List<C> chains, Function<C, ChainRequest> asked) {
        List<List<C>> groups = new ArrayList<>();
        Set<C> placed = new HashSet<>();
        for (C chain : chains) {
            if (!placed.contains(chain)) {
                Set<C> together = joined(chain, chains, asked);
                placed.addAll(together);
                groups.add(inOrder(chains.stream().filter(together::contains).toList(), chains, asked));
            }
        }
        return groups;
    }

    /** What has to stand under a chain, in order; the chain itself is not in it. */
    static <C> List<C> below(C chain, List<C> chains, Function<C, ChainRequest> asked) {
        List<C> ordered = inOrder(List.of(chain), chains, asked);
        return ordered.subList(0, ordered.size() - 1);
    }

    private static <C> Set<C> joined(C first, List<C> chains, Function<C, ChainRequest> asked) {
        Set<C> group = new HashSet<>(Set.of(first));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (C one : chains) {
                boolean touches = group.stream()
                        .anyMatch(other -> needs(one, other, asked) || needs(other, one, asked));
                grew |= touches && group.add(one);
            }
        }
        return group;
    }

    private static <C> boolean needs(C one, C other, Function<C, ChainRequest> asked) {
        return asked.apply(one).needs().contains(asked.apply(other).name());
    }

    private static <C> List<C> inOrder(List<C> wanted, List<C> chains, Function<C, ChainRequest> asked) {
        List<C> ordered = new ArrayList<>();
        wanted.forEach(chain -> place(chain, chains, asked, ordered, new HashSet<>()));
        return ordered;
    }

    private static <C> void place(
            C chain, List<C> chains, Function<C, ChainRequest> asked, List<C> ordered, Set<C> open) {
        if (ordered.contains(chain) || !open.add(chain)) {
            return;
        }
        chains.stream()
                .filter(other -> needs(chain, other, asked))
                .forEach(other -> place(other, chains, asked, ordered, open));
        ordered.add(chain);
    }
}
