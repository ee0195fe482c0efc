package dev.lockkeeper.gate;

import dev.lockkeeper.gate.Attestation.ChainClaim;
import dev.lockkeeper.gate.Attestation.StepClaim;
import dev.lockkeeper.gate.Refusal.Reason;
import dev.lockkeeper.gate.Standing.ChainStanding;
import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An attestation that our own runner holds to, which may have got part of the way under it before. */
public final class HeldAttestation {

    private final Attestation attestation;

    private HeldAttestation(Attestation attestation) {
        this.attestation = attestation;
    }

    /** @throws LockkeeperException when nobody who is trusted signed it */
    public static HeldAttestation read(Path file, List<TrustedKey> trusted) {
        try {
            SignedAttestation.Opened opened = SignedAttestation.open(Files.readAllBytes(file), trusted);
            Optional<Refusal> refusal = opened.refusal();
            if (refusal.isPresent()) {
                throw LockkeeperException.because(refusal.get().said())
                        .tryThis(refusal.get().advice());
            }
            return new HeldAttestation(opened.attestation().orElseThrow());
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read the attestation " + file + ".")
                    .answered(e.getClass().getSimpleName())
                    .causedBy(e);
        }
    }

    public Attestation attestation() {
        return attestation;
    }

    /**
     * Why it does not hold. A run that was broken off has moved history and schema to a place that the attestation names as
     * one on the way; a step in its middle is known by the note it left.
     *
     * @param schema digest of the target's schema without what tools keep there
     * @param half whether a step was left in its middle
     */
    public List<Refusal> refusals(Standing standing, Instant now, String schema, boolean half) {
        List<Refusal> refusals = new ArrayList<>(AttestationCheck.refusals(attestation, standing, now));
        if (isOnTheWay(standing, schema, half)) {
            refusals.removeIf(
                    refusal -> refusal.reason() == Reason.DRIFTED || refusal.reason() == Reason.HISTORY_MOVED);
        }
        return refusals;
    }

    private boolean isOnTheWay(Standing standing, String schema, boolean half) {
        List<String> passed = new ArrayList<>();
        for (ChainClaim claim : attestation.chains()) {
            Optional<ChainStanding> chain = standing.chains().stream()
                    .filter(one -> one.name().equals(claim.name()))
                    .findFirst();
            if (chain.isEmpty() || !continues(claim, chain.get().applied(), passed)) {
                return false;
            }
        }
        return half || (!passed.isEmpty() && passed.get(passed.size() - 1).equals(schema));
    }

    /** Whether what has run is what had run, and then pending steps in their order; their states are added. */
    private static boolean continues(ChainClaim claim, List<String> applied, List<String> passed) {
        int before = claim.applied().size();
        if (applied.size() < before || !applied.subList(0, before).equals(claim.applied())) {
            return false;
        }
        List<StepClaim> pending = claim.pending();
        for (int i = before; i < applied.size(); i++) {
            if (i - before >= pending.size()
                    || !pending.get(i - before).version().equals(applied.get(i))) {
                return false;
            }
            passed.add(pending.get(i - before).after());
        }
        return true;
    }
}
