package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Words;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reports new columns of a type, those of one table in one finding. */
abstract class ColumnTypeRule extends DesignRule {

    private final Pattern types;
    private final String means;
    private final String better;

    /** @param better the type to write, or nothing when another one is to be thought of */
    ColumnTypeRule(String id, String title, String types, String means, String better) {
        super(id, title);
        this.types = Pattern.compile(types);
        this.means = means;
        this.better = better;
    }

    @Override
    public final List<Finding> check(StepFacts facts) {
        Map<String, List<CatalogObject>> byTable = newColumns(facts)
                .filter(column -> types.matcher(type(column)).matches())
                .collect(Collectors.groupingBy(
                        column -> String.valueOf(column.table()), TreeMap::new, Collectors.toList()));
        return byTable.values().stream().map(columns -> finding(facts, columns)).toList();
    }

    private Finding finding(StepFacts facts, List<CatalogObject> columns) {
        CatalogObject first = columns.get(0);
        List<String> names =
                columns.stream().map(column -> SqlWords.lastName(column)).toList();
        return about(facts, first)
                .evidence("columns", names)
                .saw("In " + first.table() + " the step gives " + Words.list(names) + " the type " + type(first) + ".")
                .means(means)
                .instead(better.isEmpty() ? "Another type; see the rule's page." : names.get(0) + " " + better);
    }
}
