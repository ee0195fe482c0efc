package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Works;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports an index that is dropped before the one that takes its place is built, where others can see the gap. */
public final class ReplaceIndexDropFirst implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "replace-index-drop-first",
            Category.TX_GROUPING,
            Severity.WARNING,
            "Drops an index before the one that takes its place is there",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<StatementTrace> traces = Works.traces(facts).toList();
        return traces.stream()
                .filter(drop -> SqlWords.of(drop.statement()).has("drop index"))
                .flatMap(drop -> dropped(facts, drop).flatMap(index -> replacement(facts, index, traces, drop).stream()
                        .map(next -> finding(facts, drop, index, next))))
                .toList();
    }

    /** Usable indexes of tables that stay, which the statement drops by name. */
    private static Stream<CatalogObject> dropped(StepFacts facts, StatementTrace drop) {
        SqlWords words = SqlWords.of(drop.statement());
        return facts.before()
                .all(ObjectKind.INDEX)
                .filter(index -> words.names(index.id().name()))
                .filter(index -> index.is(Trait.VALID))
                .filter(index -> index.table() != null && facts.after().hasTable(index.table()));
    }

    /** The index that a later statement builds on what the dropped one led with, in a transaction of its own. */
    private static Optional<CatalogObject> replacement(
            StepFacts facts, CatalogObject index, List<StatementTrace> traces, StatementTrace drop) {
        String table = Objects.requireNonNull(index.table());
        if (isCovered(facts, index, traces, drop)) {
            return Optional.empty();
        }
        return traces.stream()
                .filter(create -> create.index() > drop.index() && !isHidden(facts, drop, create, table))
                .flatMap(create -> built(facts, create, table))
                .filter(next -> leads(next, index))
                .findFirst();
    }

    /** While the lock of the drop is still held nobody can meet the table without its index. */
    private static boolean isHidden(StepFacts facts, StatementTrace drop, StatementTrace create, String table) {
        return Works.heldBefore(create, table).filter(LockMode::blocksReads).isPresent()
                || areInOneBlock(facts, drop, create);
    }

    /** Whether a BEGIN of the step's own holds both together. */
    private static boolean areInOneBlock(StepFacts facts, StatementTrace drop, StatementTrace create) {
        boolean open = false;
        for (Statement statement : facts.up().statements()) {
            SqlWords words = SqlWords.of(statement);
            if (words.starts("begin|start transaction")) {
                open = true;
            } else if (words.starts("commit|end|rollback|abort") && !words.has("rollback (work |transaction )?to")) {
                open = false;
            }
            int place = statement.at().compareTo(drop.statement().at());
            if (place >= 0 && !open) {
                return false;
            }
            if (statement.at().equals(create.statement().at())) {
                return true;
            }
        }
        return false;
    }

    /** Whether another index that leads with the same stays, or was built before the drop. */
    private static boolean isCovered(
            StepFacts facts, CatalogObject index, List<StatementTrace> traces, StatementTrace drop) {
        String table = Objects.requireNonNull(index.table());
        Stream<CatalogObject> stays = facts.before()
                .of(table, ObjectKind.INDEX)
                .filter(one -> facts.after().find(one.id()).isPresent())
                .filter(one -> !one.id().equals(index.id()));
        Stream<CatalogObject> early = traces.stream()
                .filter(create -> create.index() < drop.index())
                .flatMap(create -> built(facts, create, table));
        return Stream.concat(stays, early)
                .anyMatch(one -> one.is(Trait.VALID)
                        && leads(one, index)
                        && (one.trait(Trait.PREDICATE) == null
                                || Objects.equals(one.trait(Trait.PREDICATE), index.trait(Trait.PREDICATE))));
    }

    private static Stream<CatalogObject> built(StepFacts facts, StatementTrace create, String table) {
        return create.indexesBuilt().stream()
                .filter(built -> built.table().equals(table))
                .flatMap(built -> facts.after().find(ObjectKind.INDEX, built.index()).stream());
    }

    private static boolean leads(CatalogObject one, CatalogObject other) {
        return Objects.equals(one.trait(Trait.METHOD), other.trait(Trait.METHOD))
                && leading(one).isPresent()
                && leading(one).equals(leading(other));
    }

    private static Optional<String> leading(CatalogObject index) {
        return Optional.ofNullable(index.trait(Trait.COLUMNS)).map(columns -> columns.split(",", 2)[0]);
    }

    private static Finding finding(StepFacts facts, StatementTrace drop, CatalogObject index, CatalogObject next) {
        String table = Objects.requireNonNull(index.table());
        boolean same = next.id().equals(index.id());
        String name = SqlWords.lastName(index);
        return Finding.of(CARD, drop.statement().at())
                .object(index.id().name())
                .severity(Weight.ofWork(facts, table) == Severity.NOTE ? Severity.NOTE : Severity.WARNING)
                .evidence("before", index.definition())
                .evidence("after", next.definition())
                .saw(index.id().name() + " is dropped, and "
                        + (same ? "the index of the same name" : next.id().name())
                        + " that takes its place is built afterwards, in another transaction.")
                .means("From the drop until the build has ended every query on " + table
                        + " that lived by the index reads the whole table"
                        + (index.is(Trait.UNIQUE) ? ", and nothing refuses duplicates" : "")
                        + "; if the build fails, it stays so.")
                .instead(
                        same
                                ? "CREATE INDEX CONCURRENTLY under a new name first, then DROP INDEX CONCURRENTLY "
                                        + name + "; and ALTER INDEX … RENAME TO " + name + ";"
                                : "Build " + SqlWords.lastName(next) + " first, then DROP INDEX CONCURRENTLY " + name
                                        + ";");
    }
}
