package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Things of a table that are gone after a step although the table is still there, and how that came about. */
final class Gone {

    /** How a thing went. */
    enum How {
        /** A statement names it, so its author meant it. */
        NAMED,
        /** A column it stood on was dropped, and took it along. */
        WITH_ITS_COLUMN,
        /** Neither: the table was made anew, or a CASCADE reached it. */
        SILENTLY
    }

    /** Brackets among the columns of an index: an expression, or columns it only carries along. */
    private static final Pattern EXPRESSION = Pattern.compile("(?is)\\bUSING \\w+ \\(.*\\(");

    private Gone() {}

    /** Removed things of one kind whose table was there before and is there after. */
    static Stream<CatalogObject> of(StepFacts facts, ObjectKind kind) {
        return facts.change()
                .removed(kind)
                .filter(object ->
                        object.table() != null && isThere(facts, object.table()) && !movedElsewhere(facts, object));
    }

    static How how(StepFacts facts, CatalogObject object) {
        if (facts.up().statements().stream().anyMatch(statement -> names(statement.sql(), object))) {
            return How.NAMED;
        }
        List<String> columns = columns(object);
        boolean columnGone = columns.stream().anyMatch(column -> facts.after()
                .find(ObjectKind.COLUMN, object.table() + "." + column)
                .isEmpty());
        return columnGone ? How.WITH_ITS_COLUMN : How.SILENTLY;
    }

    static List<String> columns(CatalogObject object) {
        String columns = object.trait(Trait.COLUMNS);
        return columns == null || columns.isEmpty() ? List.of() : List.of(columns.split(","));
    }

    /** Whether the same table has a new thing of this kind that says the same, or more, under another name. */
    static boolean replaced(StepFacts facts, CatalogObject gone) {
        if (gone.id().kind() == ObjectKind.INDEX || "u".equals(gone.trait(Trait.CONSTRAINT_TYPE))) {
            return isUniqueStill(facts, gone);
        }
        return facts.change()
                .added(gone.id().kind())
                .anyMatch(added -> Objects.equals(added.table(), gone.table())
                        && Objects.equals(added.trait(Trait.CONSTRAINT_TYPE), gone.trait(Trait.CONSTRAINT_TYPE))
                        && (columns(added).equals(columns(gone)) || isSameKey(added, gone)));
    }

    /** Which rows a key keeps apart does not hang on the order of its columns. */
    private static boolean isSameKey(CatalogObject added, CatalogObject gone) {
        return "p".equals(gone.trait(Trait.CONSTRAINT_TYPE))
                && Set.copyOf(columns(added)).equals(Set.copyOf(columns(gone)));
    }

    /** A constraint and an index say the same when both are unique over the same columns of the same rows; fewer say more. */
    private static boolean isUniqueStill(StepFacts facts, CatalogObject gone) {
        return facts.after()
                .of(String.valueOf(gone.table()), ObjectKind.INDEX)
                .anyMatch(index -> index.is(Trait.UNIQUE)
                        && (Set.copyOf(columns(index)).equals(Set.copyOf(columns(gone))) || isStricter(index, gone))
                        && Objects.equals(index.trait(Trait.PREDICATE), gone.trait(Trait.PREDICATE)));
    }

    /** Rows that differ in some of the columns differ in all of them together. */
    private static boolean isStricter(CatalogObject index, CatalogObject gone) {
        List<String> columns = columns(index);
        boolean plain = !EXPRESSION.matcher(index.definition()).find();
        boolean nullsCount = gone.definition().contains("NULLS NOT DISTINCT");
        return plain && !nullsCount && !columns.isEmpty() && columns(gone).containsAll(columns);
    }

    /** A new key of other columns shows that somebody thought about keys. */
    static boolean rekeyed(StepFacts facts, CatalogObject gone) {
        return facts.change()
                .added(ObjectKind.CONSTRAINT)
                .anyMatch(added -> Objects.equals(added.table(), gone.table())
                        && ("p".equals(added.trait(Trait.CONSTRAINT_TYPE))
                                || "u".equals(added.trait(Trait.CONSTRAINT_TYPE))));
    }

    /** An index of a partition comes and goes with the one of the whole table. */
    static boolean belongsToPartition(CatalogObject index) {
        return index.definition().contains("[attached to ");
    }

    /** A table whose name a view has taken over is not there. */
    private static boolean isThere(StepFacts facts, String relation) {
        CatalogSnapshot schema = facts.after();
        return facts.before().hasTable(relation)
                ? schema.hasTable(relation)
                : schema.find(ObjectKind.VIEW, relation).isPresent()
                        || schema.find(ObjectKind.MATERIALIZED_VIEW, relation).isPresent();
    }

    /** A constraint that was only renamed stands there with the same definition. */
    private static boolean movedElsewhere(StepFacts facts, CatalogObject gone) {
        return facts.change()
                .added(gone.id().kind())
                .anyMatch(added -> Objects.equals(added.table(), gone.table())
                        && added.definition()
                                .replace(lastName(added), "")
                                .equals(gone.definition().replace(lastName(gone), "")));
    }

    private static boolean names(String sql, CatalogObject object) {
        String name = lastName(object).replace("\"", "");
        return Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(name.toLowerCase(Locale.ROOT)) + "(?![\\w$])")
                .matcher(sql)
                .find();
    }

    static String lastName(CatalogObject object) {
        String name = object.id().name();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
