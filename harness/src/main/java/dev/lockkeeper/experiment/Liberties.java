package dev.lockkeeper.experiment;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tables that take rows after a step which they did not take before it. */
final class Liberties {

    private Liberties() {}

    static Set<String> tables(CatalogDiff change, CatalogSnapshot before) {
        Set<String> tables = new TreeSet<>();
        change.changed(ObjectKind.COLUMN).filter(Liberties::takesMore).forEach(column -> add(tables, column.before()));
        change.removed(ObjectKind.CONSTRAINT).forEach(constraint -> add(tables, constraint));
        change.changed(ObjectKind.CONSTRAINT).forEach(constraint -> add(tables, constraint.before()));
        change.removed(ObjectKind.INDEX).filter(index -> index.is(Trait.UNIQUE)).forEach(index -> add(tables, index));
        Set<String> enums =
                change.changed(ObjectKind.ENUM).map(label -> label.id().name()).collect(Collectors.toSet());
        if (!enums.isEmpty()) {
            before.all(ObjectKind.COLUMN)
                    .filter(column -> enums.contains(withSchema(String.valueOf(column.trait(Trait.TYPE)))))
                    .forEach(column -> add(tables, column));
        }
        tables.removeIf(table -> !before.hasTable(table));
        return tables;
    }

    private static boolean takesMore(CatalogDiff.Change column) {
        return column.before().is(Trait.NOT_NULL) && !column.after().is(Trait.NOT_NULL)
                || !Objects.equals(
                        column.before().trait(Trait.TYPE), column.after().trait(Trait.TYPE));
    }

    private static String withSchema(String type) {
        return type.contains(".") ? type : "public." + type;
    }

    private static void add(Set<String> tables, CatalogObject object) {
        if (object.table() != null) {
            tables.add(object.table());
        }
    }
}
