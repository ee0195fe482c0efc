package dev.lockkeeper.junit.engine;

import dev.lockkeeper.catalog.SchemaCrawls;
import dev.lockkeeper.experiment.StageWitness;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import schemacrawler.schema.Catalog;

/** Keeps what SchemaCrawler saw behind the steps, for the rules, which see no connection. */
final class CatalogWitness {

    /** A state of one chain. */
    private record State(String chain, String version) {}

    private final Map<State, Catalog> seen = new ConcurrentHashMap<>();

    /** @param eachStep whether to look behind every step, or only at the head */
    StageWitness looking(boolean eachStep) {
        return (chain, step, head, session) -> {
            if (eachStep || head) {
                see(chain, step, SchemaCrawls.crawl(session));
            }
        };
    }

    /** Empty where nobody looked. */
    Optional<Catalog> at(Chain chain, Step step) {
        return Optional.ofNullable(seen.get(new State(chain.name(), step.version())));
    }

    private void see(Chain chain, Step step, Catalog catalog) {
        seen.put(new State(chain.name(), step.version()), catalog);
    }
}
