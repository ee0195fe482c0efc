package dev.lockkeeper.gate;

import dev.lockkeeper.gate.Attestation.TargetClaim;
import dev.lockkeeper.gate.Refusal.Reason;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Target;
import java.util.ArrayList;
import java.util.List;

/** Whether a deploy led where its attestation said it would. */
final class Arrival {

    private final Attestation attestation;
    private final Target target;
    private final List<History> histories;

    Arrival(Attestation attestation, Target target, List<History> histories) {
        this.attestation = attestation;
        this.target = target;
        this.histories = histories;
    }

    List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        TargetClaim now = Standings.claim(target);
        if (!now.equals(attestation.target())) {
            refusals.add(new Refusal(
                    Reason.OTHER_SERVER,
                    "After the command another database answers than before: " + now + " instead of "
                            + attestation.target() + ".",
                    "see where the address leads; nothing is proved of the database that was checked"));
        }
        String schema = SchemaDigest.expected(Standings.schema(target), Standings.tables(histories));
        if (!schema.equals(attestation.after())) {
            boolean asBefore = SchemaDigest.exact(Standings.schema(target)).equals(attestation.before());
            refusals.add(new Refusal(
                    Reason.NOT_REACHED,
                    asBefore
                            ? "The command changed nothing: the target's schema is as it was before."
                            : "The target's schema is not the one that the pending steps lead to: " + schema
                                    + " instead of " + attestation.after() + ".",
                    asBefore
                            ? "check that the command deploys to this target"
                            : "lockkeeper drift --target …, which names the differences"));
        }
        return refusals;
    }
}
