package dev.lockkeeper.junit;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Trait;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Claims about one column, and from there on about its table. */
public final class ColumnAssert extends AbstractAssert<ColumnAssert, CatalogObject> {

    private final TableAssert table;

    ColumnAssert(TableAssert table, CatalogObject column) {
        super(column, ColumnAssert.class);
        this.table = table;
    }

    /** @param type as PostgreSQL writes it, like {@code character varying(20)} */
    public ColumnAssert ofType(String type) {
        if (!type.equals(actual.trait(Trait.TYPE))) {
            failWithMessage("%s is of type %s, not %s.", name(), actual.trait(Trait.TYPE), type);
        }
        return this;
    }

    public ColumnAssert notNull() {
        if (!actual.is(Trait.NOT_NULL)) {
            failWithMessage("%s may be NULL.", name());
        }
        return this;
    }

    public ColumnAssert nullable() {
        if (actual.is(Trait.NOT_NULL)) {
            failWithMessage("%s may not be NULL.", name());
        }
        return this;
    }

    /** @param expression as PostgreSQL writes it, like {@code now()} or {@code 'new'::text} */
    public ColumnAssert withDefault(String expression) {
        @Nullable String there = actual.trait(Trait.DEFAULT);
        if (!expression.equals(there)) {
            failWithMessage("%s has the default %s, not %s.", name(), there == null ? "NULL" : there, expression);
        }
        return this;
    }

    /** Goes on with another column of the same table. */
    public ColumnAssert andColumn(String column) {
        return table.withColumn(column);
    }

    /** Goes on with the table. */
    public TableAssert andTable() {
        return table;
    }

    private String name() {
        return actual.id().name();
    }
}
