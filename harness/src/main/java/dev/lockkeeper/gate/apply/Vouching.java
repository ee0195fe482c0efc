package dev.lockkeeper.gate.apply;

import dev.lockkeeper.gate.Attestation;
import dev.lockkeeper.gate.Attestation.ChainClaim;
import dev.lockkeeper.gate.Attestation.StepClaim;
import dev.lockkeeper.gate.Standing;
import dev.lockkeeper.gate.Standing.ChainStanding;
import dev.lockkeeper.gate.Standings;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Target;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Makes attestations: looks at the target as it stands, rehearses what is pending, and says where that leads.
 *
 * @param tool version of ours
 * @param by who asks for it
 * @param issued from when it holds
 * @param lossless whether a step's way back was seen to lose nothing, by the chain's name and the step
 * @param mayLose tables from which the pending steps take rows
 * @param findings ids of the findings that were known
 */
public record Vouching(
        String tool,
        String by,
        Instant issued,
        Duration lifetime,
        Verdict verdict,
        BiPredicate<String, Step> lossless,
        List<String> mayLose,
        List<String> findings) {

    public Attestation attest(Target target, List<History> histories, ThrowawayServer server) {
        Standing standing = Standings.of(target, histories);
        List<String> tables = Standings.tables(histories);
        List<ChainClaim> claims = new ArrayList<>();
        String after;
        try (Rehearsal rehearsal = Rehearsal.of(server, target, histories)) {
            for (int i = 0; i < histories.size(); i++) {
                claims.add(claim(histories.get(i), standing.chains().get(i), tables, rehearsal));
            }
            after = dev.lockkeeper.gate.SchemaDigest.expected(rehearsal.schema(), tables);
        }
        return new Attestation(
                nonce(),
                tool,
                by,
                issued,
                issued.plus(lifetime),
                standing.target(),
                standing.schema(),
                after,
                claims,
                verdict,
                mayLose,
                findings,
                standing.ignored());
    }

    private ChainClaim claim(History history, ChainStanding standing, List<String> tables, Rehearsal rehearsal) {
        List<StepClaim> pending = new ArrayList<>();
        for (Step step : history.pending()) {
            Rehearsal.Stop stop = rehearsal.go(history.chain(), step, Direction.UP);
            pending.add(new StepClaim(
                    step.version(),
                    step.checksum(),
                    stop.digest(tables),
                    lossless.test(history.chain().name(), step)));
        }
        return new ChainClaim(
                standing.name(), standing.format(), standing.digest(), standing.files(), standing.applied(), pending);
    }

    private static String nonce() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
