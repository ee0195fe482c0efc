package dev.lockkeeper.gate.apply;

import dev.lockkeeper.gate.Attestation.ChainClaim;
import dev.lockkeeper.gate.Attestation.StepClaim;
import dev.lockkeeper.gate.DeployLock;
import dev.lockkeeper.gate.HeldAttestation;
import dev.lockkeeper.gate.Refusal;
import dev.lockkeeper.gate.Refusal.Reason;
import dev.lockkeeper.gate.Standings;
import dev.lockkeeper.gate.apply.ApplyReport.State;
import dev.lockkeeper.gate.apply.StepEnd.How;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.HistoryTable;
import dev.lockkeeper.target.StepStanding;
import dev.lockkeeper.target.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The guarded run: nothing is written before lock, attestation, history and backup are in order, each step is proved, and a
 * run that was broken off goes on where it stopped.
 */
public final class Apply {

    private final ApplyRequest request;
    private final List<StepEnd> ends = new ArrayList<>();
    private Optional<String> backup = Optional.empty();

    private Apply(ApplyRequest request) {
        this.request = request;
    }

    public static ApplyReport up(ApplyRequest request) {
        return new Apply(request).guarded(Apply::upward);
    }

    /**
     * Takes steps back.
     *
     * @param chosen what is to be taken back, newest first, out of a history
     */
    public static ApplyReport down(ApplyRequest request, Choice chosen) {
        return new Apply(request)
                .guarded((apply, target, histories, session) -> apply.downward(target, histories, session, chosen));
    }

    /** Which steps of a chain to take back, newest first. */
    public interface Choice {
        List<Step> of(History history);
    }

    private interface Work {
        ApplyReport run(Apply apply, Target target, List<History> histories, Connection session) throws SQLException;
    }

    // Lock and signal are there to be closed.
    @SuppressWarnings("try")
    private ApplyReport guarded(Work work) {
        try (Target target = request.target().get()) {
            Connection session = target.connector().writable();
            DeployLock.Attempt attempt = DeployLock.take(session);
            if (attempt.lock().isEmpty()) {
                return refused(List.of(attempt.refusal().orElseThrow()));
            }
            // The session that writes holds the lock: while the server is still at our last statement, nobody else
            // begins.
            try (DeployLock lock = attempt.lock().get();
                    StopSignal signal = StopSignal.cancelling(session, request.progress())) {
                return work.run(this, target, request.histories().apply(target), session);
            }
        } catch (SQLException e) {
            throw Sender.trouble("Could not work on the target.", e);
        }
    }

    private ApplyReport upward(Target target, List<History> histories, Connection session) throws SQLException {
        Optional<Progress.Mark> left = Progress.read(session);
        List<Refusal> refusals = new ArrayList<>(troubles(histories, left));
        Optional<HeldAttestation> attestation = Optional.empty();
        if (request.attestation().isPresent()) {
            HeldAttestation.Opened opened =
                    HeldAttestation.open(request.attestation().get(), request.trusted());
            if (opened.attestation().isEmpty()) {
                return refused(List.of(opened.refusal().orElseThrow()));
            }
            attestation = opened.attestation();
            refusals.addAll(attestation
                    .get()
                    .refusals(
                            Standings.of(target, histories),
                            request.clock().instant(),
                            Standings.schemaWithout(target, Standings.tables(histories)),
                            left.isPresent()));
        }
        List<Pending> pending = pending(histories, left);
        if (!refusals.isEmpty()) {
            return refused(refusals);
        }
        if (pending.isEmpty()) {
            return report(State.NOTHING);
        }
        Map<Pending, String> expected = expected(target, histories, pending, attestation);
        backUp(target);
        return runAll(histories, session, pending, expected, attestation);
    }

    /** A step that is to run. */
    private record Pending(History history, Step step, Optional<Progress.Mark> left) {}

    private static List<Pending> pending(List<History> histories, Optional<Progress.Mark> left) {
        List<Pending> pending = new ArrayList<>();
        for (History history : histories) {
            Chain chain = history.chain();
            Optional<Step> half = left.flatMap(mark -> chain.steps().stream()
                    .filter(step -> mark.is(chain.name(), step, Direction.UP))
                    .findFirst());
            half.ifPresent(step -> pending.add(new Pending(history, step, left)));
            history.pending().stream()
                    .filter(step -> !half.equals(Optional.of(step)))
                    .forEach(step -> pending.add(new Pending(history, step, Optional.empty())));
        }
        return pending;
    }

    private static List<Refusal> troubles(List<History> histories, Optional<Progress.Mark> left) {
        List<Refusal> troubles = new ArrayList<>();
        boolean known = left.isEmpty();
        for (History history : histories) {
            Chain chain = history.chain();
            ToolHistories.of(chain);
            for (StepStanding standing : history.steps()) {
                boolean half = left.isPresent()
                        && standing.step()
                                .filter(step -> left.get()
                                        .is(chain.name(), step, left.get().direction()))
                                .isPresent();
                known |= half;
                if (standing.isTroubled() && !half) {
                    troubles.add(new Refusal(
                            Reason.HISTORY_MOVED,
                            "In the history of " + chain.name() + ", " + standing.version() + " is "
                                    + standing.state().word()
                                    + standing.troubles().stream()
                                            .map(trouble -> " and " + trouble.word())
                                            .reduce("", String::concat)
                                    + ": " + String.join("; ", standing.notes()) + ".",
                            "lockkeeper status --target …; nothing is run on top of what nobody understands"));
                }
            }
        }
        if (!known) {
            troubles.add(new Refusal(
                    Reason.UNFINISHED,
                    "Step " + left.get().version() + " of " + left.get().chain()
                            + " was left in its middle, and the file it came from is not here as it was.",
                    "deploy from the commit that began it, or finish it by hand and drop schema " + Progress.SCHEMA));
        }
        return troubles;
    }

    /** Where each step leads: as the attestation says, or as a rehearsal shows now. */
    private Map<Pending, String> expected(
            Target target, List<History> histories, List<Pending> pending, Optional<HeldAttestation> attestation) {
        Map<Pending, String> expected = new LinkedHashMap<>();
        if (attestation.isPresent()) {
            for (Pending one : pending) {
                expected.put(one, claim(attestation.get(), one).after());
            }
            return expected;
        }
        request.progress().accept("Rehearsing on a throwaway server.");
        List<String> tables = Standings.tables(histories);
        try (ThrowawayServer server = request.server().get();
                Rehearsal rehearsal = Rehearsal.of(server, target, histories)) {
            for (Pending one : pending) {
                Rehearsal.Stop stop = rehearsal.go(one.history().chain(), one.step(), Direction.UP);
                expected.put(one, stop.digest(allTables(histories, tables)));
            }
        }
        return expected;
    }

    /** The tables that are there, and those that come into being by the run itself. */
    private static List<String> allTables(List<History> histories, List<String> there) {
        List<String> all = new ArrayList<>(there);
        for (History history : histories) {
            if (history.table().isEmpty() && !history.chain().format().equals("alembic")) {
                all.add(ToolHistories.of(history.chain())
                        .usualPlace(history.chain())
                        .toString());
            }
        }
        return all;
    }

    private static StepClaim claim(HeldAttestation attestation, Pending one) {
        for (ChainClaim chain : attestation.attestation().chains()) {
            if (chain.name().equals(one.history().chain().name())) {
                for (StepClaim step : chain.pending()) {
                    if (step.version().equals(one.step().version())
                            && step.checksum().equals(one.step().checksum())) {
                        return step;
                    }
                }
            }
        }
        throw LockkeeperException.because("Step " + one.step().title() + " is pending, and the attestation says nothing"
                        + " of where it leads.")
                .tryThis("lockkeeper check --target …, for a new attestation");
    }

    private void backUp(Target target) {
        backup = request.backup().map(make -> {
            request.progress().accept("Making a backup.");
            return make.apply(target);
        });
    }

    private ApplyReport runAll(
            List<History> histories,
            Connection session,
            List<Pending> pending,
            Map<Pending, String> expected,
            Optional<HeldAttestation> attestation) {
        List<String> tables = allTables(histories, Standings.tables(histories));
        Map<Chain, StepRun> runs = new HashMap<>();
        List<Pending> done = new ArrayList<>();
        List<String> at = new ArrayList<>();
        for (Pending one : pending) {
            request.progress().accept("Step " + one.step().title() + ".");
            StepRun run = runs.computeIfAbsent(one.history().chain(), chain -> stepRun(session, one.history(), tables));
            StepEnd end = run.run(
                    new StepRun.Order(
                            one.step(),
                            Direction.UP,
                            versionBefore(one.history(), one.step()),
                            expected.getOrDefault(one, "")),
                    one.left());
            ends.add(end);
            if (!end.done()) {
                return failed(end, done, at, runs, attestation);
            }
            done.add(one);
            at.add(expected.getOrDefault(one, ""));
        }
        return report(State.APPLIED);
    }

    private StepRun stepRun(Connection session, History history, List<String> tables) {
        Chain chain = history.chain();
        HistoryTable table =
                history.table().orElseGet(() -> ToolHistories.of(chain).usualPlace(chain));
        return new StepRun(
                session, chain, table, history.table().isPresent(), tables, request.locks(), request.progress());
    }

    /** Takes back what ran before, where every way back was seen to lose nothing; else the steps that are whole stay. */
    private ApplyReport failed(
            StepEnd end,
            List<Pending> done,
            List<String> at,
            Map<Chain, StepRun> runs,
            Optional<HeldAttestation> attestation) {
        if (end.how() != How.REFUSED) {
            return report(State.HALF_DONE);
        }
        boolean back = request.wayBack()
                && !done.isEmpty()
                && done.stream()
                        .allMatch(one ->
                                isLossless(one, attestation) && one.left().isEmpty());
        if (!back) {
            return report(State.STOPPED);
        }
        request.progress().accept("Taking back what ran before it.");
        for (int i = done.size() - 1; i >= 0; i--) {
            Pending one = done.get(i);
            StepRun run =
                    java.util.Objects.requireNonNull(runs.get(one.history().chain()));
            String wanted = i == 0 ? run.startedAt() : at.get(i - 1);
            StepEnd taken = run.run(
                    new StepRun.Order(one.step(), Direction.DOWN, versionBefore(one.history(), one.step()), wanted),
                    Optional.empty());
            ends.add(taken);
            if (!taken.done()) {
                return report(taken.how() == How.REFUSED ? State.STOPPED : State.HALF_DONE);
            }
        }
        return report(State.WENT_BACK);
    }

    private boolean isLossless(Pending one, Optional<HeldAttestation> attestation) {
        boolean seen = attestation.map(held -> claim(held, one).lossless()).orElseGet(() -> request.lossless()
                .test(one.history().chain().name(), one.step()));
        return seen && one.step().down() instanceof Down.Written;
    }

    /** The version the history names once a step is gone; empty before the first. */
    private static String versionBefore(History history, Step step) {
        @Nullable String before = null;
        for (Step other : history.chain().steps()) {
            if (other.equals(step)) {
                break;
            }
            before = other.version();
        }
        return before == null ? "" : before;
    }

    private ApplyReport downward(Target target, List<History> histories, Connection session, Choice chosen)
            throws SQLException {
        Optional<Progress.Mark> left = Progress.read(session);
        List<Refusal> refusals = new ArrayList<>(troubles(histories, left));
        Map<History, List<Step>> steps = new LinkedHashMap<>();
        List<History> reversed = new ArrayList<>(histories);
        java.util.Collections.reverse(reversed);
        for (History history : reversed) {
            List<Step> down = chosen.of(history);
            steps.put(history, down);
            for (Step step : down) {
                if (!request.lossless().test(history.chain().name(), step)) {
                    refusals.add(new Refusal(
                            Reason.ROWS_LOST,
                            "The way back of " + step.title() + " in "
                                    + history.chain().name() + " was not seen to lose nothing.",
                            "look at lockkeeper verify; who accepts the loss says --accept-loss"));
                }
            }
        }
        if (!refusals.isEmpty()) {
            return refused(refusals);
        }
        if (steps.values().stream().allMatch(List::isEmpty)) {
            return report(State.NOTHING);
        }
        List<String> tables = allTables(histories, Standings.tables(histories));
        Map<Step, String> expected = new HashMap<>();
        request.progress().accept("Rehearsing on a throwaway server.");
        try (ThrowawayServer server = request.server().get();
                Rehearsal rehearsal = Rehearsal.of(server, target, histories)) {
            steps.forEach((history, down) -> down.forEach(step -> expected.put(
                    step, rehearsal.go(history.chain(), step, Direction.DOWN).digest(tables))));
        }
        backUp(target);
        for (Map.Entry<History, List<Step>> entry : steps.entrySet()) {
            StepRun run = stepRun(session, entry.getKey(), tables);
            for (Step step : entry.getValue()) {
                request.progress().accept("Taking back " + step.title() + ".");
                StepEnd end = run.run(
                        new StepRun.Order(
                                step,
                                Direction.DOWN,
                                versionBefore(entry.getKey(), step),
                                expected.getOrDefault(step, "")),
                        left.filter(mark -> mark.is(entry.getKey().chain().name(), step, Direction.DOWN)));
                ends.add(end);
                if (!end.done()) {
                    return report(end.how() == How.REFUSED ? State.STOPPED : State.HALF_DONE);
                }
            }
        }
        return report(State.APPLIED);
    }

    private ApplyReport refused(List<Refusal> refusals) {
        return new ApplyReport(State.REFUSED, refusals, ends, backup);
    }

    private ApplyReport report(State state) {
        return new ApplyReport(state, List.of(), ends, backup);
    }
}
