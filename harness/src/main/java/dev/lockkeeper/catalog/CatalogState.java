package dev.lockkeeper.catalog;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.SharedMap;
import java.util.List;

/** A snapshot together with what {@link CatalogReader#refresh} needs to tell what changed since. */
public final class CatalogState {

    private final CatalogSnapshot snapshot;
    private final SharedMap<Home, List<CatalogObject>> homes;
    private final Watermark mark;

    CatalogState(CatalogSnapshot snapshot, SharedMap<Home, List<CatalogObject>> homes, Watermark mark) {
        this.snapshot = snapshot;
        this.homes = homes;
        this.mark = mark;
    }

    public CatalogSnapshot snapshot() {
        return snapshot;
    }

    SharedMap<Home, List<CatalogObject>> homes() {
        return homes;
    }

    Watermark mark() {
        return mark;
    }

    CatalogState at(Watermark later) {
        return new CatalogState(snapshot, homes, later);
    }
}
