package dev.lockkeeper.gate;

import dev.lockkeeper.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody who holds the signing key says of one deploy: these files, on this database as it stands, are safe and
 * lead there.
 *
 * @param nonce makes every attestation another one
 * @param by who asked for it
 * @param before digest of the target's schema when it was checked
 * @param after digest of its schema once every pending step has run
 * @param mayLose tables from which the pending steps take rows
 * @param findings ids of the findings that were known, suppressed ones among them
 * @param ignored objects of the target that were taken for nobody's business
 */
public record Attestation(
        String nonce,
        String tool,
        String by,
        Instant issued,
        Instant expires,
        TargetClaim target,
        String before,
        String after,
        List<ChainClaim> chains,
        Verdict verdict,
        List<String> mayLose,
        List<String> findings,
        List<String> ignored) {

    /** How long one holds when nobody says otherwise. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** How long one may hold at most: after that nobody remembers what was looked at. */
    public static final Duration LONGEST = Duration.ofDays(30);

    public Attestation {
        chains = List.copyOf(chains);
        mayLose = mayLose.stream().sorted().distinct().toList();
        findings = findings.stream().sorted().distinct().toList();
        ignored = ignored.stream().sorted().distinct().toList();
    }

    /**
     * Which database it speaks of.
     *
     * @param system the server's own number; empty where the role may not ask for it
     * @param oid the database's number, which a database made anew does not have
     */
    public record TargetClaim(String name, String system, String database, long oid, String version) {}

    /**
     * Which files it speaks of.
     *
     * @param digest over the steps in order
     * @param files digest of each file below the chain's folder, by its path
     * @param applied versions that had run already
     */
    public record ChainClaim(
            String name,
            String format,
            String digest,
            SortedMap<String, String> files,
            List<String> applied,
            List<StepClaim> pending) {

        public ChainClaim {
            files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
            applied = List.copyOf(applied);
            pending = List.copyOf(pending);
        }
    }

    /**
     * What is proved of a pending step.
     *
     * @param after digest of the target's schema once it has run
     * @param lossless whether its way back was seen to lose nothing
     */
    public record StepClaim(String version, String checksum, String after, boolean lossless) {}
}
