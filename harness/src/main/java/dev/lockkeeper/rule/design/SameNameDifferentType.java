package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reports new columns that bear the name of others in their schema and are of another type. */
public final class SameNameDifferentType extends DesignRule {

    public SameNameDifferentType() {
        super("same-name-different-type", "One name for two types");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        Map<String, List<CatalogObject>> byName = facts.after()
                .all(ObjectKind.COLUMN)
                .filter(column -> facts.after().hasTable(String.valueOf(column.table())))
                .collect(Collectors.groupingBy(SameNameDifferentType::key));
        return newColumns(facts)
                .flatMap(column -> byName.getOrDefault(key(column), List.of()).stream()
                        .filter(other -> !base(other).equals(base(column)))
                        .findFirst()
                        .map(other -> finding(facts, column, other))
                        .stream())
                .toList();
    }

    private static String key(CatalogObject column) {
        String table = String.valueOf(column.table());
        return table.substring(0, table.indexOf('.') + 1) + SqlWords.lastName(column);
    }

    private static String base(CatalogObject column) {
        return type(column).replaceAll("\\(\\d.*?\\)", "");
    }

    private Finding finding(StepFacts facts, CatalogObject column, CatalogObject other) {
        return about(facts, column)
                .saw(column.id().name() + " is " + type(column) + ", and "
                        + other.id().name() + " is " + type(other) + ".")
                .means("Joins and comparisons between them cast, do without an index, or fail.")
                .instead("One type for one name, or another name.");
    }
}
