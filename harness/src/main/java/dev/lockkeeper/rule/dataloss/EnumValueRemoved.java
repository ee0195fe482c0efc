package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
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
import dev.lockkeeper.rule.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports labels an enum, or the enum in its place, does not know any more. */
public final class EnumValueRemoved implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "enum-value-removed",
            Category.DATA_LOSS,
            Severity.WARNING,
            "An enum no longer knows a value",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.change()
                .changed(ObjectKind.ENUM)
                .forEach(change -> report(
                        facts,
                        change.before(),
                        change.after(),
                        change.id().name(),
                        change.id().name(),
                        findings));
        facts.change().changed(ObjectKind.COLUMN).forEach(change -> {
            Optional<CatalogObject> before = enumOf(facts.before(), change.before());
            Optional<CatalogObject> after = enumOf(facts.after(), change.after());
            if (before.isPresent()
                    && after.isPresent()
                    && !before.get().id().equals(after.get().id())) {
                report(
                        facts,
                        before.get(),
                        after.get(),
                        change.id().name(),
                        String.valueOf(change.after().table()),
                        findings);
            }
        });
        return findings;
    }

    private static Optional<CatalogObject> enumOf(CatalogSnapshot schema, CatalogObject column) {
        return schema.find(ObjectKind.ENUM, String.valueOf(column.trait(Trait.TYPE)));
    }

    private static void report(
            StepFacts facts,
            CatalogObject before,
            CatalogObject after,
            String object,
            String pointer,
            List<Finding> findings) {
        List<String> had = labels(before);
        List<String> has = labels(after);
        Set<String> gone = new LinkedHashSet<>(had);
        gone.removeAll(has);
        boolean renamed = had.size() == has.size()
                && facts.up().statements().stream()
                        .anyMatch(statement -> SqlWords.of(statement).has("rename value"));
        if (!gone.isEmpty() && !renamed) {
            findings.add(finding(facts, List.copyOf(gone), object, pointer));
        }
    }

    private static List<String> labels(CatalogObject type) {
        String labels = type.trait(Trait.LABELS);
        return labels == null || labels.isEmpty() ? List.of() : List.of(labels.split(","));
    }

    private static Finding finding(StepFacts facts, List<String> gone, String object, String pointer) {
        return Finding.of(CARD, Pointer.up(facts, object, pointer))
                .object(object)
                .evidence("gone", gone)
                .saw(object + " no longer knows " + Words.list(gone) + ".")
                .means("Rows that hold " + (gone.size() == 1 ? "it" : "one of them")
                        + " stop the deploy or must become something else, and the running release may still write it.")
                .instead("Stop writing " + Words.list(gone)
                        + " one release earlier, give those rows another value in a step of their"
                        + " own, and take the label away when none is left.");
    }
}
