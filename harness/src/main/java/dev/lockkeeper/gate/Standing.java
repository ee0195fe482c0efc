package dev.lockkeeper.gate;

import dev.lockkeeper.gate.Attestation.TargetClaim;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * How things stand at the moment of a deploy; what an attestation is held against.
 *
 * @param schema digest of the target's schema
 * @param serverClock what the target takes for now
 * @param ignored objects of the target that the configuration says are nobody's business
 */
public record Standing(
        TargetClaim target,
        boolean standby,
        Instant serverClock,
        String schema,
        List<ChainStanding> chains,
        List<String> ignored) {

    public Standing {
        ignored = List.copyOf(ignored);
        chains = List.copyOf(chains);
    }

    /**
     * How one chain stands.
     *
     * @param files digest of each file below its folder
     * @param applied versions that the target's history says have run
     */
    public record ChainStanding(
            String name, String format, String digest, SortedMap<String, String> files, List<String> applied) {

        public ChainStanding {
            applied = List.copyOf(applied);
        }
    }
}
