package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Reference;
import dev.lockkeeper.model.Population;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Key values that rows to come may refer to: those of rows that stand in the parents, and those just written. */
final class ParentKeys {

    private static final int ENOUGH = 40;

    /** A row of a parent: the referred columns by name, as literals. */
    private record Parent(Map<String, String> cells, Population population) {}

    private final Map<Long, List<Parent>> parents = new HashMap<>();

    /** Rows that stand in a table already. */
    void addAll(TableShape table, List<StandingRows.Row> rows) {
        for (StandingRows.Row row : rows.subList(0, Math.min(ENOUGH, rows.size()))) {
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            for (int i = 0; i < table.columns().size(); i++) {
                values.put(table.columns().get(i).name(), row.values().get(i));
            }
            add(table.oid(), values, row.population());
        }
    }

    /** A row that was just written. */
    void add(long table, Map<String, @Nullable String> values, Population population) {
        Map<String, String> cells = new HashMap<>();
        values.forEach((column, value) -> {
            if (value != null) {
                cells.put(column, SqlText.literal(value));
            }
        });
        parents.computeIfAbsent(table, any -> new ArrayList<>()).add(new Parent(cells, population));
    }

    /**
     * Rows that a reference may point at, each as literals by column; plain rows refer to adversarial ones only for
     * want of others.
     */
    List<Map<String, String>> rows(long target, List<String> columns, Population population) {
        List<Parent> all = parents.getOrDefault(target, List.of()).stream()
                .filter(parent -> parent.cells().keySet().containsAll(columns))
                .toList();
        List<Parent> fit = all.stream()
                .filter(parent -> population != Population.PLAIN || parent.population() != Population.ADVERSARIAL)
                .toList();
        return (fit.isEmpty() ? all : fit).stream().map(Parent::cells).toList();
    }

    List<Map<String, String>> rows(Reference reference, Population population) {
        return rows(reference.target(), reference.targetColumns(), population);
    }
}
