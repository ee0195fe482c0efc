package dev.lockkeeper.target;

import dev.lockkeeper.catalog.CatalogReader;
import dev.lockkeeper.model.CatalogSnapshot;

/** Reads the schema of a live database. */
public final class TargetCatalog {

    private TargetCatalog() {}

    public static CatalogSnapshot read(Target target) {
        return target.ask(
                "Could not read the schema of " + target.name() + ".",
                session -> new CatalogReader(session).full().snapshot());
    }
}
