package dev.lockkeeper.rule.integrity;

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
import dev.lockkeeper.rule.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports a new foreign key whose column is narrower than, or another type than, the key it points at. */
public final class FkTypeMismatch implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "fk-type-mismatch",
            Category.INTEGRITY_LOSS,
            Severity.WARNING,
            "A foreign key between different types",
            FoundBy.CATALOGUE);

    private static final Map<String, Integer> WIDTH = Map.of("smallint", 2, "integer", 4, "bigint", 8);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.change().added(ObjectKind.CONSTRAINT).forEach(key -> {
            List<String> columns = Gone.columns(key);
            String target = key.trait(Trait.REFERENCED_TABLE);
            String referenced = key.trait(Trait.REFERENCED_COLUMNS);
            if (target == null || target.isEmpty() || referenced == null) {
                return;
            }
            List<String> keys = List.of(referenced.split(","));
            for (int i = 0; i < Math.min(columns.size(), keys.size()); i++) {
                String from = type(facts.after(), key.table() + "." + columns.get(i));
                String to = type(facts.after(), target + "." + keys.get(i));
                if (narrower(from, to)) {
                    findings.add(finding(facts, key, columns.get(i), from, target + "." + keys.get(i), to));
                }
            }
        });
        return findings;
    }

    private static String type(CatalogSnapshot schema, String column) {
        return schema.find(ObjectKind.COLUMN, column)
                .map(found -> String.valueOf(found.trait(Trait.TYPE)))
                .orElse("");
    }

    private static boolean narrower(String from, String to) {
        Integer width = WIDTH.get(from);
        Integer wanted = WIDTH.get(to);
        return width != null && wanted != null && width < wanted;
    }

    private static Finding finding(
            StepFacts facts, CatalogObject key, String column, String from, String target, String to) {
        return Finding.of(CARD, Pointer.up(facts, key.id().name(), key.table()))
                .object(key.table() + "." + column)
                .saw(Words.name(key) + " joins " + column + " (" + from + ") to " + target + " (" + to + ").")
                .means("Once ids pass the range of " + from + ", children of those rows cannot be stored.")
                .instead("Make both sides " + to + " while the table is small: ALTER TABLE " + key.table()
                        + " ALTER COLUMN " + column + " TYPE " + to + ";");
    }
}
