package dev.lockkeeper;

import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.IndexBuilt;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact;
import dev.lockkeeper.rows.Foresight;
import dev.lockkeeper.rows.RowQuestion;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.Surroundings;
import dev.lockkeeper.target.TableSize;
import dev.lockkeeper.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Puts to the facts of pending steps what the live database says to them: its rows, its sizes, its rights. */
final class TargetFacts {

    /** A table that grows by so much and more needs room that somebody has to have looked at. */
    private static final long MUCH = 1L << 30;

    private final Target target;
    private final TargetRun run;
    private final CatalogSnapshot schema;
    private final Foresight foresight;
    private final Surroundings surroundings;
    private final ThrowawayServer throwaway;
    private final Rights rights;
    private final OlderLook older;

    TargetFacts(Target target, TargetRun run, CatalogSnapshot schema, ThrowawayServer throwaway) {
        this.target = target;
        this.run = run;
        this.schema = schema;
        this.foresight = new Foresight(schema, target.identity().major());
        this.surroundings = new Surroundings(target);
        this.throwaway = throwaway;
        this.older = new OlderLook(target);
        this.rights = new Rights(
                surroundings, schema, run.role().orElse(target.identity().user()));
    }

    /** The facts of pending steps, in their order, with those of the target. */
    List<StepFacts> of(List<StepFacts> pending) {
        List<StepFacts> all = new ArrayList<>();
        for (StepFacts step : pending) {
            all.add(enriched(step, all));
        }
        return all;
    }

    /** Tables of the target that the steps lock or write. */
    Set<String> tables(List<StepFacts> pending) {
        Set<String> tables = new TreeSet<>();
        pending.forEach(step -> tables.addAll(tables(step)));
        return tables;
    }

    private Set<String> tables(StepFacts step) {
        Set<String> tables = new TreeSet<>();
        ups(step).forEach(trace -> {
            trace.held().forEach(lock -> tables.add(lock.relation()));
            trace.touched().forEach(rows -> tables.add(rows.table()));
            tables.addAll(trace.rewrote());
            tables.addAll(trace.scanned());
            trace.indexesBuilt().forEach(index -> tables.add(index.table()));
        });
        tables.removeIf(table -> !schema.hasTable(table));
        return tables;
    }

    private static Stream<StatementTrace> ups(StepFacts step) {
        return step.all(StatementTrace.class).stream().filter(trace -> trace.direction() == Direction.UP);
    }

    private StepFacts enriched(StepFacts step, List<StepFacts> earlier) {
        Map<String, TableSize> sizes = surroundings.sizes(tables(step));
        List<Fact> facts = new ArrayList<>();
        step.facts().stream().filter(fact -> !(fact instanceof Fact.TableSize)).forEach(facts::add);
        sizes.values().forEach(size -> facts.add(new Fact.TableSize(size.table(), size.rows(), true)));
        facts.addAll(rowsInTheWay(step, facts));
        facts.addAll(costs(step, sizes));
        facts.addAll(rights.missing(step));
        facts.addAll(older.waitedFor(step));
        return new StepFacts(
                step.chain(),
                step.step(),
                earlier.size(),
                step.server(),
                step.budgets(),
                step.up(),
                step.down(),
                step.before(),
                step.after(),
                facts,
                earlier);
    }

    // ---- rows

    private List<Fact> rowsInTheWay(StepFacts step, List<Fact> facts) {
        Foresight.Foreseen foreseen = foresight.next(step);
        List<Fact> answers = new ArrayList<>();
        TargetRows rows = new TargetRows(target, run.showValues());
        Set<String> answered = new TreeSet<>();
        for (RowQuestion question : foreseen.questions()) {
            if (question.isAboutAll() && isTold(answers, question)) {
                continue;
            }
            Optional<Fact> answer = rows.ask(question);
            answer.ifPresent(answers::add);
            if (!(answer.orElse(null) instanceof Fact.NotObserved)) {
                answered.add(question.sqlState());
            }
        }
        foreseen.unclear().forEach(what -> answers.add(new Fact.NotObserved("rows", what)));
        settle(facts, answers, answered, rows);
        return answers;
    }

    private static boolean isTold(List<Fact> answers, RowQuestion question) {
        return answers.stream()
                .anyMatch(answer -> answer instanceof TargetFact.RowsInTheWay rows
                        && rows.at().equals(question.at())
                        && rows.table().equals(question.table()));
    }

    /** A refusal that only rows of ours caused is a guess about the target; now that the target answered, it is not needed. */
    private static void settle(List<Fact> facts, List<Fact> answers, Set<String> answered, TargetRows rows) {
        List<Fact> settled = new ArrayList<>();
        for (Fact fact : facts) {
            if (!(fact instanceof Fact.Refused refused)
                    || refused.phase() != Phase.UP
                    || refused.population() == null) {
                continue;
            }
            String state = refused.failure().sqlState();
            if (answered.contains(state)) {
                settled.add(fact);
            } else if (refused.preflight() != null) {
                Optional<Fact> answer = rows.ask(new RowQuestion(
                        refused.failure().at(),
                        Optional.ofNullable(refused.failure().table()).orElse("the step"),
                        Optional.ofNullable(refused.failure().names().get("constraint"))
                                .orElse(state),
                        refused.preflight().question(),
                        refused.preflight().sql(),
                        null,
                        null,
                        state));
                answer.ifPresent(answers::add);
                settled.add(fact);
            } else {
                answers.add(new Fact.NotObserved(
                        "rows that the statement at " + refused.failure().at() + " may refuse",
                        "rows of ours were refused (" + refused.failure().message()
                                + "), and no question to the target was found that tells of its own"));
            }
        }
        facts.removeAll(settled);
    }

    // ---- cost

    private List<Fact> costs(StepFacts step, Map<String, TableSize> sizes) {
        List<Fact> costs = new ArrayList<>();
        for (StatementTrace trace : ups(step).toList()) {
            SourceSpan at = trace.statement().at();
            for (String table : trace.rewrote()) {
                TableSize size = sizes.get(table);
                if (size != null) {
                    long bytes = size.bytes() + size.indexBytes();
                    costs.add(cost(at, size, "rewrite", lock(trace, table), bytes));
                    costs.addAll(room(table, bytes));
                }
            }
            for (String table : trace.scanned()) {
                TableSize size = sizes.get(table);
                boolean more = trace.rewrote().contains(table)
                        || trace.indexesBuilt().stream()
                                .anyMatch(index -> index.table().equals(table));
                if (size != null && !more) {
                    costs.add(cost(at, size, "scan", lock(trace, table), size.bytes()));
                }
            }
            for (IndexBuilt index : trace.indexesBuilt()) {
                TableSize size = sizes.get(index.table());
                if (size != null && !trace.rewrote().contains(index.table())) {
                    LockMode lock = index.concurrently() ? null : lock(trace, index.table());
                    costs.add(cost(at, size, "index build", lock, size.bytes()));
                }
            }
        }
        return costs;
    }

    private TargetFact.Cost cost(
            SourceSpan at, TableSize size, String work, @org.jspecify.annotations.Nullable LockMode lock, long bytes) {
        WorkRates.Range seconds = WorkRates.of(throwaway).seconds(work, bytes, size.rows());
        return new TargetFact.Cost(at, size.table(), work, lock, size.rows(), bytes, seconds.low(), seconds.high());
    }

    private static @org.jspecify.annotations.Nullable LockMode lock(StatementTrace trace, String table) {
        return Stream.concat(trace.held().stream(), trace.alreadyHeld().stream())
                .filter(lock -> lock.relation().equals(table))
                .map(Lock::mode)
                .max(LockMode::compareTo)
                .orElse(null);
    }

    private List<Fact> room(String table, long needed) {
        Optional<Long> free = surroundings.freeBytes();
        String gigabytes = String.format(java.util.Locale.ROOT, "%.1f GB", needed / (double) (1L << 30));
        if (free.isPresent() && free.get() < needed) {
            return List.of(
                    new TargetFact.Headroom(table, needed, free.get()),
                    new Fact.NotObserved(
                            "room for a second " + table,
                            "the step needs " + gigabytes + ", and the disk of the server has less"));
        }
        if (free.isEmpty() && needed >= MUCH) {
            return List.of(
                    new TargetFact.Headroom(table, needed, -1),
                    new Fact.NotObserved(
                            "room for a second " + table,
                            "the step needs " + gigabytes + ", and only the server's own machine shows what is free"));
        }
        return List.of(new TargetFact.Headroom(table, needed, free.orElse(-1L)));
    }
}
