package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which tables can be filled, parents first. A circle of references is opened where one may be NULL; a
 * circle without such a place is one group, to be written by one statement.
 */
final class FillOrder {

    private FillOrder() {}

    static List<List<TableShape>> of(Collection<TableShape> tables, ImpliedReferences implied) {
        Map<Long, TableShape> open = new LinkedHashMap<>();
        tables.forEach(table -> open.put(table.oid(), table));
        List<List<TableShape>> order = new ArrayList<>();
        while (!open.isEmpty()) {
            List<TableShape> next = next(open, implied);
            next.forEach(table -> open.remove(table.oid()));
            order.add(next);
        }
        return order;
    }

    private static List<TableShape> next(Map<Long, TableShape> open, ImpliedReferences implied) {
        for (TableShape table : open.values()) {
            boolean waits = implied.of(table).values().stream().anyMatch(target -> open.containsKey(target.table()));
            if (!waits && pending(table, open, false).isEmpty()) {
                return List.of(table);
            }
        }
        for (TableShape table : open.values()) {
            if (pending(table, open, false).isEmpty()) {
                return List.of(table);
            }
        }
        for (TableShape table : open.values()) {
            if (pending(table, open, true).isEmpty()) {
                return List.of(table);
            }
        }
        return circle(open);
    }

    private static Set<Long> pending(TableShape table, Map<Long, TableShape> open, boolean mandatoryOnly) {
        Set<Long> pending = new LinkedHashSet<>();
        for (Reference reference : table.references()) {
            boolean elsewhere = reference.target() != table.oid() && open.containsKey(reference.target());
            if (elsewhere && !(mandatoryOnly && mayBeNull(table, reference))) {
                pending.add(reference.target());
            }
        }
        return pending;
    }

    static boolean mayBeNull(TableShape table, Reference reference) {
        return reference.columns().stream().anyMatch(number -> table.column(number)
                .map(column -> !column.notNull() && column.writable())
                .orElse(false));
    }

    // Following mandatory references from anywhere ends in a circle.
    private static List<TableShape> circle(Map<Long, TableShape> open) {
        List<Long> path = new ArrayList<>();
        Long at = open.keySet().iterator().next();
        while (!path.contains(at)) {
            path.add(at);
            TableShape table = open.get(at);
            if (table == null) {
                throw new IllegalStateException("a reference out of the open tables");
            }
            at = pending(table, open, true).iterator().next();
        }
        return path.subList(path.indexOf(at), path.size()).stream()
                .map(oid -> {
                    TableShape table = open.get(oid);
                    if (table == null) {
                        throw new IllegalStateException("a reference out of the open tables");
                    }
                    return table;
                })
                .toList();
    }
}
