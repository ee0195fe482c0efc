package dev.lockkeeper.chain.foreign;

import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.LockkeeperException;
import java.nio.file.Path;
import java.util.Optional;

/** A format that we know when we see it and do not read: its own tool is asked to write SQL instead. */
abstract class ForeignFormat implements ChainFormat {

    private final String id;
    private final FormatCard card;
    private final String export;

    /** @param export the command of the format's own tool that writes SQL, in words that follow "Try: " */
    ForeignFormat(String id, String title, String files, String history, String export) {
        this.id = id;
        this.card = new FormatCard(title + " (recognised, not read)", files, "–", "–", "–", history);
        this.export = export;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final FormatCard card() {
        return card;
    }

    @Override
    public final Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public abstract Optional<String> recognise(Glance glance);

    @Override
    public final Chain read(Path folder, ReadOptions options) {
        throw LockkeeperException.because(
                        "Lockkeeper recognises the chain in %s (%s) but does not read it.".formatted(folder, id))
                .answered("What its steps do is known only to the tool itself.")
                .tryThis(export
                        + "; one file for each step, <number>_<name>.up.sql and .down.sql, is read as golang-migrate");
    }
}
