package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Fact.OldReleaseBroken;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Statements of the release before that were seen to break, and the change that broke each of them. */
final class Breakage {

    private Breakage() {}

    /** A statement that broke because the object is no longer there under that name. */
    static Optional<OldReleaseBroken> missing(StepFacts facts, String name) {
        return facts.all(OldReleaseBroken.class).stream()
                .filter(broken -> broken.failure().sqlState().startsWith("42")
                        || broken.failure().sqlState().equals("3F000")
                        || broken.failure().sqlState().equals("22P02"))
                .filter(broken -> says(broken.failure(), name))
                .findFirst();
    }

    /** A statement that broke because it gives the column no value. */
    static Optional<OldReleaseBroken> withoutValue(StepFacts facts, String column) {
        return facts.all(OldReleaseBroken.class).stream()
                .filter(broken -> broken.failure().sqlState().equals("23502"))
                .filter(broken -> column.equals(columnOf(broken.failure())))
                .findFirst();
    }

    private static String columnOf(Failure failure) {
        return failure.table() + "." + failure.names().get("column");
    }

    private static boolean says(Failure failure, String name) {
        String last = SqlWords.lastName(name).replace("\"", "").toLowerCase(Locale.ROOT);
        return Stream.of(failure.message().toLowerCase(Locale.ROOT).split("[^\\w$]+"))
                .anyMatch(last::equals);
    }

    /** Whether a rule that knows the change speaks of it, so that nobody else needs to. */
    static boolean toldByCause(StepFacts facts, OldReleaseBroken broken) {
        Stream<String> names = Stream.of(
                        Renames.ofColumns(facts),
                        Renames.ofRelations(facts),
                        Renames.ofSchemas(facts),
                        Renames.moves(facts))
                .flatMap(List::stream)
                .map(Renames.Rename::before);
        boolean renamed =
                !broken.failure().sqlState().startsWith("23") && names.anyMatch(name -> says(broken.failure(), name));
        boolean required = broken.failure().sqlState().equals("23502")
                && tightened(facts).anyMatch(column -> column.id().name().equals(columnOf(broken.failure())));
        return renamed || required;
    }

    /** Columns of tables in use that take no NULL now and did before, or were not there. */
    static Stream<CatalogObject> tightened(StepFacts facts) {
        return Stream.concat(required(facts), tightenedOld(facts));
    }

    static Stream<CatalogObject> required(StepFacts facts) {
        return facts.change()
                .added(ObjectKind.COLUMN)
                .filter(column -> facts.before().hasTable(String.valueOf(column.table())))
                .filter(column ->
                        column.is(Trait.NOT_NULL) && fillsItself(column).isEmpty())
                .filter(column -> !Renames.leadTo(facts, column));
    }

    static Stream<CatalogObject> tightenedOld(StepFacts facts) {
        return facts.change()
                .changed(ObjectKind.COLUMN)
                .filter(change ->
                        !change.before().is(Trait.NOT_NULL) && change.after().is(Trait.NOT_NULL))
                .map(change -> change.after())
                .filter(column -> !isPartition(facts, String.valueOf(column.table())));
    }

    /** What gives a column a value when a statement does not. */
    static Optional<String> fillsItself(CatalogObject column) {
        return Stream.of(Trait.DEFAULT, Trait.IDENTITY, Trait.GENERATED)
                .map(column::trait)
                .filter(trait -> trait != null && !trait.isBlank())
                .findFirst();
    }

    /** What happens to a partition happened to its parent, which is where people look. */
    static boolean isPartition(StepFacts facts, String table) {
        return facts.before()
                .find(ObjectKind.TABLE, table)
                .filter(one -> one.trait(Trait.PARTITION_OF) != null)
                .isPresent();
    }

    /** Proved by a statement of yours it is an error; otherwise it weighs what the rule says. */
    static Finding.Builder weigh(Finding.Builder builder, Optional<OldReleaseBroken> broken, Severity otherwise) {
        broken.ifPresent(one -> builder.evidence("statement", one.statement())
                .evidence("answer", Words.answer(one.failure()))
                .evidence("probe", String.valueOf(one.probe())));
        boolean proved = broken.isPresent() && broken.get().probe() != null;
        return builder.severity(proved ? Severity.ERROR : broken.isPresent() ? Severity.WARNING : otherwise);
    }

    /** The end of the sentence that says what was seen. */
    static String seen(Optional<OldReleaseBroken> broken) {
        return broken.map(one -> " \"" + one.statement() + "\" worked before and is refused now.")
                .orElse("");
    }
}
