package dev.lockkeeper.junit;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** Claims about one table. */
public final class TableAssert extends AbstractAssert<TableAssert, MigratedDatabase> {

    private final CatalogSnapshot schema;
    private final String table;

    TableAssert(MigratedDatabase database, CatalogSnapshot schema, String table) {
        super(database, TableAssert.class);
        this.schema = schema;
        this.table = table;
    }

    public ColumnAssert withColumn(String column) {
        Optional<CatalogObject> found = schema.find(ObjectKind.COLUMN, table + "." + column);
        if (found.isEmpty()) {
            failWithMessage("%s has no column %s. It has: %s", table, column, names(ObjectKind.COLUMN));
        }
        return new ColumnAssert(this, found.orElseThrow());
    }

    public TableAssert withoutColumn(String column) {
        if (schema.find(ObjectKind.COLUMN, table + "." + column).isPresent()) {
            failWithMessage("%s has a column %s.", table, column);
        }
        return this;
    }

    public TableAssert withPrimaryKey(String... columns) {
        return withConstraint("p", "primary key", columns);
    }

    public TableAssert withUnique(String... columns) {
        return withConstraint("u", "unique constraint", columns);
    }

    /** A foreign key that is checked for every row, old ones too. */
    public TableAssert withForeignKey(String column, String referencedTable) {
        boolean there = constraints("f")
                .anyMatch(key -> column.equals(key.trait(Trait.COLUMNS))
                        && referencedTable.equals(key.trait(Trait.REFERENCED_TABLE))
                        && key.is(Trait.VALIDATED));
        if (!there) {
            failWithMessage(
                    "%s has no valid foreign key from %s to %s. It has: %s",
                    table,
                    column,
                    referencedTable,
                    constraints("f").map(CatalogObject::definition).toList());
        }
        return this;
    }

    /** A valid index that begins with these columns. */
    public TableAssert withIndexOn(String... columns) {
        String wanted = String.join(",", columns);
        boolean there = schema.of(table, ObjectKind.INDEX)
                .filter(index -> index.is(Trait.VALID))
                .map(index -> String.valueOf(index.trait(Trait.COLUMNS)))
                .anyMatch(has -> has.equals(wanted) || has.startsWith(wanted + ","));
        if (!there) {
            failWithMessage("%s has no index on %s. It has: %s", table, wanted, names(ObjectKind.INDEX));
        }
        return this;
    }

    /** Row level security is on, and somebody wrote a policy. */
    public TableAssert withRowSecurity() {
        boolean on = schema.find(ObjectKind.TABLE, table)
                .or(() -> schema.find(ObjectKind.PARTITIONED_TABLE, table))
                .filter(found -> found.is(Trait.ROW_SECURITY))
                .isPresent();
        if (!on || schema.of(table, ObjectKind.POLICY).findAny().isEmpty()) {
            failWithMessage("%s is not guarded by row level security with a policy.", table);
        }
        return this;
    }

    public TableAssert withRows(long number) {
        long there = actual.rows().count(table);
        if (there != number) {
            failWithMessage("%s has %d rows, not %d.", table, there, number);
        }
        return this;
    }

    private TableAssert withConstraint(String type, String words, String... columns) {
        String wanted = String.join(",", columns);
        if (constraints(type).noneMatch(one -> wanted.equals(one.trait(Trait.COLUMNS)))) {
            List<String> there =
                    constraints(type).map(CatalogObject::definition).toList();
            failWithMessage("%s has no %s on %s. It has: %s", table, words, wanted, there);
        }
        return this;
    }

    private Stream<CatalogObject> constraints(String type) {
        return schema.of(table, ObjectKind.CONSTRAINT)
                .filter(constraint -> type.equals(constraint.trait(Trait.CONSTRAINT_TYPE)));
    }

    private String names(ObjectKind kind) {
        return schema.of(table, kind)
                .map(object -> object.id().name())
                .map(name -> name.startsWith(table + ".") ? name.substring(table.length() + 1) : name)
                .collect(Collectors.joining(", "));
    }
}
