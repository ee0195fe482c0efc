package dev.lockkeeper.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All facts of one step and of the steps before it; what a rule asks.
 *
 * @param chain the chain the step belongs to
 * @param position the step's place in the chain, from 0
 * @param up the SQL of the up as it was sent (recorded, for steps that are programs)
 * @param down the SQL of the down, empty when there is none
 * @param before the schema just before the step
 * @param after the schema just after the up; equals {@code before} when the up was refused
 * @param earlier the facts of earlier steps, first step first
 */
public record StepFacts(
        Chain chain,
        Step step,
        int position,
        ServerInfo server,
        Budgets budgets,
        Script up,
        Optional<Script> down,
        CatalogSnapshot before,
        CatalogSnapshot after,
        List<Fact> facts,
        List<StepFacts> earlier) {

    public StepFacts {
        facts = List.copyOf(facts);
        earlier = List.copyOf(earlier);
    }

    /** The same step with facts that were seen later. */
    public StepFacts with(List<Fact> later) {
        List<Fact> all = new ArrayList<>(facts);
        all.addAll(later);
        return new StepFacts(chain, step, position, server, budgets, up, down, before, after, all, earlier);
    }

    public <T extends Fact> List<T> all(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <T extends Fact> Optional<T> first(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    public boolean existedBefore(String table) {
        return before.objects().values().stream()
                .anyMatch(object -> object.table() == null && object.id().name().equals(table));
    }

    /** What the up changed in the schema; empty when it was refused. */
    public CatalogDiff change() {
        return first(Fact.SchemaChanged.class).map(Fact.SchemaChanged::diff).orElseGet(CatalogDiff::none);
    }

    public Optional<Fact.TableSize> sizeOf(String table) {
        return all(Fact.TableSize.class).stream()
                .filter(size -> size.table().equals(table))
                .findFirst();
    }

    /** Where the step as a whole is pointed at. */
    public SourceSpan at() {
        return up.at();
    }
}
