package dev.lockkeeper.chain.foreign;

import dev.lockkeeper.chain.Glance;
import java.util.Optional;

/** Recognises versioned folders of Atlas. */
public final class Atlas extends ForeignFormat {

    public Atlas() {
        super(
                "atlas",
                "Atlas",
                "<version>_<name>.sql, atlas.sum",
                "atlas_schema_revisions",
                "atlas migrate down --dry-run writes the way back; the ups are SQL already: --chain-format numbered-sql");
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.has("atlas.sum") ? Optional.of("its atlas.sum") : Optional.empty();
    }
}
