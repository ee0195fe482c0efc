package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.CatalogDiff;
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
import dev.lockkeeper.rule.TableColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reports triggers, policies, indexes, defaults and the like that a table had, that it has no more, and that no statement names. */
public final class LostOnRecreate implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "lost-on-recreate",
            Category.INTEGRITY_LOSS,
            Severity.WARNING,
            "A table made anew lacks what the old one had",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        Map<String, List<String>> lost = new TreeMap<>();
        for (ObjectKind kind : List.of(ObjectKind.TRIGGER, ObjectKind.POLICY, ObjectKind.INDEX)) {
            Gone.of(facts, kind)
                    .filter(gone -> kind != ObjectKind.INDEX || isPlain(gone) && !hasTwin(facts, gone))
                    .filter(gone -> Gone.how(facts, gone) == Gone.How.SILENTLY)
                    .forEach(gone -> add(lost, gone, kind + " " + Gone.lastName(gone)));
        }
        TableColumns.changed(facts).forEach(change -> ofColumn(facts, change)
                .forEach(what -> add(lost, change.before(), what + " of " + Gone.lastName(change.before()))));
        return lost.entrySet().stream()
                .map(entry -> finding(facts, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void add(Map<String, List<String>> lost, CatalogObject object, String what) {
        lost.computeIfAbsent(String.valueOf(object.table()), any -> new ArrayList<>())
                .add(what);
    }

    /** Unique ones and those behind constraints have rules of their own. */
    private static boolean isPlain(CatalogObject index) {
        return !index.is(Trait.UNIQUE) && !Gone.belongsToPartition(index) && index.trait(Trait.CONSTRAINT) == null;
    }

    private static boolean hasTwin(StepFacts facts, CatalogObject gone) {
        return facts.after().of(String.valueOf(gone.table()), ObjectKind.INDEX).anyMatch(index -> Gone.columns(index)
                .equals(Gone.columns(gone)));
    }

    private static Stream<String> ofColumn(StepFacts facts, CatalogDiff.Change change) {
        CatalogObject before = change.before();
        CatalogObject after = change.after();
        List<String> lost = new ArrayList<>();
        boolean filled = after.trait(Trait.DEFAULT) != null
                || after.trait(Trait.IDENTITY) != null
                || after.trait(Trait.GENERATED) != null;
        if (before.trait(Trait.DEFAULT) != null && !filled && !says(facts, "drop default|set default")) {
            lost.add("the default");
        }
        if (before.trait(Trait.IDENTITY) != null && !filled && !says(facts, "drop identity")) {
            lost.add("the identity");
        }
        boolean free = before.is(Trait.NOT_NULL) && !after.is(Trait.NOT_NULL);
        if (free && !says(facts, "drop not null|drop constraint|alter domain")) {
            lost.add("NOT NULL");
        }
        return lost.stream();
    }

    private static boolean says(StepFacts facts, String words) {
        return facts.up().statements().stream()
                .anyMatch(statement -> SqlWords.of(statement).has(words));
    }

    private static Finding finding(StepFacts facts, String table, List<String> lost) {
        return Finding.of(CARD, Pointer.dropping(facts, table))
                .object(table)
                .evidence("lost", lost)
                .saw(table + " had " + String.join(", ", lost)
                        + " before the step and has not after it, and no statement names what went.")
                .means("What these did for every row, the table made in the old one's place does not do.")
                .instead(
                        "Make the new table with CREATE TABLE … (LIKE " + table
                                + " INCLUDING ALL), which leaves out triggers, policies and grants, and add those again by name.");
    }
}
