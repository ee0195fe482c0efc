package dev.lockkeeper.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalogue.
 *
 * @param table the table, view or sequence it belongs to ({@code schema.name}), or null
 * @param definition everything that makes two such objects equal for {@code pg_dump}, as text people can read
 * @param traits single properties that rules ask for, by name; see {@link Trait}
 */
public record CatalogObject(ObjectId id, @Nullable String table, String definition, Map<String, String> traits) {

    public CatalogObject {
        traits = Map.copyOf(traits);
    }

    public @Nullable String trait(String name) {
        return traits.get(name);
    }

    public boolean is(String trait) {
        return "true".equals(traits.get(trait));
    }
}
