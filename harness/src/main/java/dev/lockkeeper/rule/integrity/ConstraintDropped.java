package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;
import java.util.stream.Stream;

/** What the four rules on dropped constraints share: one kind of constraint, and what is possible without it. */
abstract class ConstraintDropped implements Rule {

    private final RuleCard card;
    private final String type;
    private final String possible;

    ConstraintDropped(RuleCard card, String type, String possible) {
        this.card = card;
        this.type = type;
        this.possible = possible;
    }

    @Override
    public final RuleCard card() {
        return card;
    }

    @Override
    public final List<Finding> check(StepFacts facts) {
        return Stream.concat(
                        Gone.of(facts, ObjectKind.CONSTRAINT)
                                .filter(gone -> type.equals(gone.trait(Trait.CONSTRAINT_TYPE))),
                        others(facts))
                .filter(gone -> !Gone.replaced(facts, gone) && !tableItPointsAtIsGone(facts, gone))
                .filter(gone -> !wentWithItsOnlyColumn(facts, gone))
                .map(gone -> finding(facts, gone))
                .toList();
    }

    /** What is no constraint in name and keeps the same rows out. */
    Stream<CatalogObject> others(StepFacts facts) {
        return Stream.empty();
    }

    private static boolean tableItPointsAtIsGone(StepFacts facts, CatalogObject gone) {
        String target = gone.trait(Trait.REFERENCED_TABLE);
        return target != null && !target.isEmpty() && !facts.after().hasTable(target);
    }

    private static boolean wentWithItsOnlyColumn(StepFacts facts, CatalogObject gone) {
        return Gone.how(facts, gone) == Gone.How.WITH_ITS_COLUMN
                && Gone.columns(gone).size() < 2;
    }

    private Finding finding(StepFacts facts, CatalogObject gone) {
        Gone.How how = Gone.how(facts, gone);
        if (facts.after().find(gone.id().kind(), gone.id().name()).isPresent()) {
            return weaker(facts, gone);
        }
        return Finding.of(
                        card,
                        Pointer.dropping(facts, gone.id().name(), gone.table(), gone.trait(Trait.REFERENCED_TABLE)))
                .object(gone.id().name())
                .severity(
                        switch (how) {
                            case NAMED -> Severity.NOTE;
                            case WITH_ITS_COLUMN -> Severity.WARNING;
                            case SILENTLY -> Severity.ERROR;
                        })
                .evidence("definition", gone.definition())
                .saw(Words.name(gone) + " is gone after the step"
                        + switch (how) {
                            case NAMED -> ": the step drops it.";
                            case WITH_ITS_COLUMN -> ", though no statement names it: it went with a column.";
                            case SILENTLY -> ", though no statement names it.";
                        })
                .means("From now on " + possible + " in " + gone.table() + ".")
                .instead(
                        how == Gone.How.NAMED
                                ? "Nothing, if that is meant; else add it again in the same step."
                                : "If the rule still holds, add it again: " + again(gone) + ".");
    }

    private Finding weaker(StepFacts facts, CatalogObject before) {
        CatalogObject after =
                facts.after().find(before.id().kind(), before.id().name()).orElseThrow();
        return Finding.of(card, Pointer.dropping(facts, before.id().name(), before.table()))
                .object(before.id().name())
                .severity(Severity.WARNING)
                .evidence("before", before.definition())
                .evidence("after", after.definition())
                .saw(Words.name(before) + " is there after the step, and is not unique any more.")
                .means("From now on " + possible + " in " + before.table() + ".")
                .instead("If the rule still holds, make it as it was: " + before.definition() + ".");
    }

    private static String again(CatalogObject gone) {
        return gone.id().kind() == ObjectKind.INDEX
                ? gone.definition()
                : "ALTER TABLE " + gone.table() + " ADD CONSTRAINT " + Gone.lastName(gone) + " " + gone.definition();
    }
}
