package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reports functions that are gone under their signature, and views that lost a column or are gone. */
public final class ViewOrFunctionSignatureChange implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "view-or-function-signature-change",
            Category.COMPAT,
            Severity.WARNING,
            "A view or function that others call is not what it was",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.of(functions(facts), returns(facts), views(facts), columns(facts))
                .flatMap(found -> found)
                .toList();
    }

    private static Stream<Finding> functions(StepFacts facts) {
        return Stream.concat(
                        facts.change().removed(ObjectKind.FUNCTION),
                        facts.change().removed(ObjectKind.PROCEDURE))
                .filter(gone -> !gone.definition().contains("RETURNS trigger") && !schemaGone(facts, gone))
                .map(gone -> finding(facts, gone, gone.id() + " is gone"));
    }

    private static boolean schemaGone(StepFacts facts, CatalogObject gone) {
        return facts.change()
                .removed(ObjectKind.SCHEMA)
                .anyMatch(schema -> gone.id().name().startsWith(schema.id().name() + "."));
    }

    private static Stream<Finding> returns(StepFacts facts) {
        return facts.change()
                .changed(ObjectKind.FUNCTION)
                .filter(change -> !result(change.before()).equals(result(change.after())))
                .map(change -> finding(facts, change.after(), change.id() + " returns something else"));
    }

    private static String result(CatalogObject function) {
        return function.definition()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("RETURNS "))
                .findFirst()
                .orElse("");
    }

    private static Stream<Finding> views(StepFacts facts) {
        List<String> renamed = Stream.concat(Renames.ofRelations(facts).stream(), Renames.moves(facts).stream())
                .map(Renames.Rename::before)
                .toList();
        return facts.change()
                .removed(ObjectKind.VIEW)
                .filter(gone -> !facts.after().hasTable(gone.id().name())
                        && !renamed.contains(gone.id().name())
                        && !schemaGone(facts, gone))
                .map(gone -> finding(facts, gone, gone.id() + " is gone"));
    }

    private static Stream<Finding> columns(StepFacts facts) {
        List<String> renamed =
                Renames.ofColumns(facts).stream().map(Renames.Rename::before).toList();
        Stream<Finding> lost = facts.change()
                .removed(ObjectKind.COLUMN)
                .filter(gone ->
                        isView(facts, gone) && !renamed.contains(gone.id().name()))
                .map(gone -> finding(
                        facts,
                        gone,
                        "The view " + gone.table() + " has no column " + SqlWords.lastName(gone) + " any more"));
        Stream<Finding> retyped = facts.change()
                .changed(ObjectKind.COLUMN)
                .filter(change -> isView(facts, change.after()))
                .filter(change -> !Objects.equals(
                        change.before().trait(Trait.TYPE), change.after().trait(Trait.TYPE)))
                .map(change -> finding(facts, change.after(), change.id() + " of the view has another type"));
        return Stream.concat(lost, retyped);
    }

    private static boolean isView(StepFacts facts, CatalogObject column) {
        String relation = String.valueOf(column.table());
        return facts.before().find(ObjectKind.VIEW, relation).isPresent()
                && facts.after().find(ObjectKind.VIEW, relation).isPresent();
    }

    private static Finding finding(StepFacts facts, CatalogObject object, String what) {
        return Finding.of(CARD, Pointer.up(facts, object.id().name(), object.table()))
                .object(object.id().name())
                .evidence("definition", object.definition())
                .saw(what + " after the step.")
                .means("Statements of the running release that call or read it fail.")
                .instead(
                        "Add the new one under a name or signature of its own, move the callers over, drop the old one in a"
                                + " later release.");
    }
}
