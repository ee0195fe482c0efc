package dev.lockkeeper;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.LockkeeperException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Chains as they were read, each with what was asked of it; programs that stand ready for them end with this. */
public final class ReadChains implements AutoCloseable {

    /** A chain and what was asked of it. */
    public record ReadChain(ChainRequest asked, Chain chain) {}

    private final List<ReadChain> chains;

    private ReadChains(List<ReadChain> chains) {
        this.chains = chains;
    }

    /** All chains are read before anything starts, so that every mistake is told at once. */
    public static ReadChains read(List<ChainRequest> requests) {
        List<ReadChain> chains = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (ChainRequest asked : requests) {
            try {
                Chain chain = ChainFormats.read(asked.path(), asked.format(), asked.reading());
                chains.add(new ReadChain(asked, chain.named(asked.name())));
            } catch (LockkeeperException mistake) {
                mistakes.add(Objects.requireNonNull(mistake.getMessage()));
            }
        }
        ReadChains read = new ReadChains(chains);
        if (!mistakes.isEmpty()) {
            read.close();
            throw LockkeeperException.because(String.join("\n\n", mistakes));
        }
        return read;
    }

    public List<ReadChain> all() {
        return List.copyOf(chains);
    }

    @Override
    public void close() {
        for (ReadChain one : chains) {
            if (one.chain().driver() != null) {
                one.chain().driver().close();
            }
        }
    }
}
