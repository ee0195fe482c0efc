package dev.lockkeeper.junit;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** Claims about the schema and the rows of a database as it stands now. */
public final class DatabaseAssert extends AbstractAssert<DatabaseAssert, MigratedDatabase> {

    private final CatalogSnapshot schema;

    DatabaseAssert(MigratedDatabase database) {
        super(database, DatabaseAssert.class);
        this.schema = database.schema();
    }

    /** @param table as {@code schema.table} */
    public TableAssert hasTable(String table) {
        if (!schema.hasTable(table)) {
            String there = Stream.concat(schema.all(ObjectKind.TABLE), schema.all(ObjectKind.PARTITIONED_TABLE))
                    .map(object -> object.id().name())
                    .collect(Collectors.joining(", "));
            failWithMessage("There is no table %s%s. There are: %s", table, standing(), there);
        }
        return new TableAssert(actual, schema, table);
    }

    public DatabaseAssert hasNoTable(String table) {
        if (schema.hasTable(table)) {
            failWithMessage("There is a table %s%s.", table, standing());
        }
        return this;
    }

    /** Any object, as the catalogue names it. */
    public DatabaseAssert has(ObjectKind kind, String name) {
        if (schema.find(kind, name).isEmpty()) {
            String there = schema.all(kind)
                    .map(CatalogObject::id)
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
            failWithMessage("There is no %s %s%s. There are: %s", kind, name, standing(), there);
        }
        return this;
    }

    public DatabaseAssert hasNo(ObjectKind kind, String name) {
        if (schema.find(kind, name).isPresent()) {
            failWithMessage("There is a %s %s%s.", kind, name, standing());
        }
        return this;
    }

    /** @param version the one applied last */
    public DatabaseAssert standsAt(String version) {
        if (!actual.version().orElse(MigratedTo.BASE).equals(version)) {
            failWithMessage(
                    "The database stands at %s, not at %s.", actual.version().orElse(MigratedTo.BASE), version);
        }
        return this;
    }

    private String standing() {
        return actual.version().map(version -> " at " + version).orElse(" before the first step");
    }
}
