package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the rules on design share: a card that is off, and what a step brings. */
abstract class DesignRule implements Rule {

    private final RuleCard card;

    DesignRule(String id, String title) {
        this(id, title, FoundBy.CATALOGUE);
    }

    DesignRule(String id, String title, FoundBy foundBy) {
        this.card = new RuleCard(id, Category.DESIGN, Severity.NOTE, title, foundBy).off();
    }

    @Override
    public final RuleCard card() {
        return card;
    }

    /** Begins a finding that points at the statement which names the object and its table, or else one of them. */
    final Finding.Builder about(StepFacts facts, CatalogObject object) {
        String name = object.id().name();
        String table = object.table() == null ? name : object.table();
        SourceSpan at = facts.up().statements().stream()
                .filter(statement -> Pointer.names(statement, name) && Pointer.names(statement, table))
                .findFirst()
                .map(Statement::at)
                .orElseGet(() -> Pointer.up(facts, name, table));
        return Finding.of(card, at).object(name);
    }

    /** Without partitions, which are what their table is. */
    static Stream<CatalogObject> newTables(StepFacts facts) {
        return Stream.concat(
                        facts.change().added(ObjectKind.TABLE), facts.change().added(ObjectKind.PARTITIONED_TABLE))
                .filter(table -> table.trait(Trait.PARTITION_OF) == null);
    }

    /** Columns of tables that are new or have a new type. */
    static Stream<CatalogObject> newColumns(StepFacts facts) {
        return Stream.concat(
                        facts.change().added(ObjectKind.COLUMN),
                        facts.change()
                                .changed(ObjectKind.COLUMN)
                                .filter(change -> !type(change.before()).equals(type(change.after())))
                                .map(CatalogDiff.Change::after))
                .filter(column -> isOfTable(facts.after(), column));
    }

    /** Without those of partitions, which come with the one of the whole table. */
    static Stream<CatalogObject> newIndexes(StepFacts facts) {
        return facts.change()
                .added(ObjectKind.INDEX)
                .filter(index ->
                        isOfTable(facts.after(), index) && !index.definition().contains("[attached to "));
    }

    /** @param type as in {@link Trait#CONSTRAINT_TYPE} */
    static Stream<CatalogObject> newConstraints(StepFacts facts, String type) {
        return facts.change()
                .added(ObjectKind.CONSTRAINT)
                .filter(constraint ->
                        type.equals(constraint.trait(Trait.CONSTRAINT_TYPE)) && isOfTable(facts.after(), constraint));
    }

    private static boolean isOfTable(CatalogSnapshot schema, CatalogObject object) {
        return Stream.of(ObjectKind.TABLE, ObjectKind.PARTITIONED_TABLE)
                .flatMap(kind -> schema.find(kind, String.valueOf(object.table())).stream())
                .anyMatch(table -> table.trait(Trait.PARTITION_OF) == null);
    }

    static List<String> columns(CatalogObject object) {
        String columns = object.trait(Trait.COLUMNS);
        return columns == null || columns.isEmpty() ? List.of() : List.of(columns.split(","));
    }

    static Optional<CatalogObject> column(CatalogSnapshot schema, CatalogObject of, String name) {
        return schema.find(ObjectKind.COLUMN, of.table() + "." + name);
    }

    static String type(CatalogObject column) {
        return String.valueOf(column.trait(Trait.TYPE));
    }
}
