package dev.lockkeeper.gate;

import dev.lockkeeper.gate.Outcome.State;
import dev.lockkeeper.gate.Refusal.Reason;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets a user's own deploy command through when its attestation holds, and proves afterwards that it led where it was
 * meant to; the answer to any doubt is no.
 */
public final class Gate {

    private final GateRequest request;
    private final Instant started;
    private final List<String> notes = new ArrayList<>();
    private String nonce = "";
    private @Nullable Integer exitCode;

    private Gate(GateRequest request) {
        this.request = request;
        this.started = request.clock().instant();
    }

    /** How it ended; the same is in the outcome's file. */
    public static Outcome pass(GateRequest request) {
        return new Gate(request).pass();
    }

    private Outcome pass() {
        if (request.command().isEmpty()) {
            return refused(new Refusal(
                    Reason.NO_COMMAND,
                    "There is no command to run.",
                    "put it after two dashes: lockkeeper gate … -- alembic upgrade head"));
        }
        SignedAttestation.Opened opened = SignedAttestation.open(file(), request.trusted());
        if (opened.refusal().isPresent()) {
            return refused(opened.refusal().get());
        }
        Attestation attestation = opened.attestation().orElseThrow();
        nonce = attestation.nonce();
        Optional<Refusal> used = used();
        if (used.isPresent()) {
            // What an unfinished deploy left is written there, and stays.
            return outcome(State.REFUSED, List.of(used.get()));
        }
        try (Target target = request.target().get()) {
            DeployLock.Attempt attempt = DeployLock.take(target.connector().readOnly());
            if (attempt.lock().isEmpty()) {
                return written(State.REFUSED, List.of(attempt.refusal().orElseThrow()));
            }
            try (DeployLock lock = attempt.lock().get()) {
                return locked(attestation, target, lock);
            }
        } catch (SQLException e) {
            throw LockkeeperException.because("Could not take the lock of deploys on the target.")
                    .answered(String.valueOf(e.getMessage()))
                    .causedBy(e);
        }
    }

    private Outcome locked(Attestation attestation, Target target, DeployLock lock) throws SQLException {
        Standing standing = Standings.of(target, request.histories().apply(target));
        List<Refusal> refusals =
                AttestationCheck.refusals(attestation, standing, request.clock().instant());
        if (!refusals.isEmpty()) {
            return written(State.REFUSED, refusals);
        }
        request.progress().accept("The attestation holds; counting rows.");
        Inventory before = Inventory.of(target.session());
        written(State.RUNNING, List.of());
        request.progress().accept("Running " + request.command().get(0) + ".");
        try {
            exitCode = run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return written(State.INTERRUPTED, List.of(interrupted()));
        } catch (LockkeeperException e) {
            written(
                    State.REFUSED,
                    List.of(new Refusal(
                            Reason.NO_COMMAND, "The command could not be started.", "check that it is installed")));
            throw e;
        }
        request.progress().accept("The command answered " + exitCode + "; looking at the target.");
        return after(attestation, before, lock);
    }

    private Outcome after(Attestation attestation, Inventory before, DeployLock lock) throws SQLException {
        List<Refusal> refusals = new ArrayList<>();
        try (Target target = request.target().get()) {
            List<History> histories = request.histories().apply(target);
            refusals.addAll(new Arrival(attestation, target, histories).refusals());
            if (exitCode != null && exitCode != 0) {
                refusals.add(0, commandFailed(attestation, target));
            }
            if (!lock.isHeld()) {
                refusals.add(new Refusal(
                        Reason.LOCK_LOST,
                        "The lock was lost while the command ran, so that another deploy may have run beside it.",
                        "see what else ran; lockkeeper check --target …"));
            }
            Inventory after = Inventory.of(target.session());
            refusals.addAll(Losses.between(before, after, attestation.mayLose(), request.liveWrites(), notes));
            boolean unseen = !before.unseen().isEmpty() || !after.unseen().isEmpty();
            State state = !refusals.isEmpty() ? State.FAILED : unseen ? State.UNSEEN : State.PASSED;
            return written(state, refusals);
        }
    }

    /** The command and what is left of it end before we do, also when somebody presses Ctrl-C. */
    private int run() throws InterruptedException {
        AtomicReference<UserCommand> begun = new AtomicReference<>();
        Thread hook = new Thread(
                () -> {
                    request.progress().accept(interrupted().said());
                    Optional.ofNullable(begun.get()).ifPresent(UserCommand::stop);
                    written(State.INTERRUPTED, List.of(interrupted()));
                },
                "lockkeeper-gate-stop");
        UserCommand command = hooked(hook, begun);
        try {
            int code = command.await();
            Runtime.getRuntime().removeShutdownHook(hook);
            return code;
        } catch (IllegalStateException goingDown) {
            // The hook writes the outcome; nothing may be written over it.
            throw (InterruptedException) new InterruptedException("going down").initCause(goingDown);
        } catch (InterruptedException e) {
            command.stop();
            Runtime.getRuntime().removeShutdownHook(hook);
            throw e;
        }
    }

    /** The hook is there before the command is, so that no command is left behind. */
    private UserCommand hooked(Thread hook, AtomicReference<UserCommand> begun) throws InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            throw (InterruptedException) new InterruptedException("going down").initCause(goingDown);
        }
        try {
            UserCommand command = UserCommand.start(request.command(), request.folder(), request.environment());
            begun.set(command);
            return command;
        } catch (LockkeeperException e) {
            Runtime.getRuntime().removeShutdownHook(hook);
            throw e;
        }
    }

    private static Refusal interrupted() {
        return new Refusal(
                Reason.INTERRUPTED,
                "The deploy was interrupted; the command was told to end, and the server rolls back what it had open.",
                "lockkeeper status --target …, then check again");
    }

    private Refusal commandFailed(Attestation attestation, Target target) {
        boolean asBefore = SchemaDigest.exact(Standings.schema(target)).equals(attestation.before());
        return new Refusal(
                Reason.COMMAND_FAILED,
                "The command ended with " + exitCode + "; the target's schema is "
                        + (asBefore ? "as it was before." : "no longer what it was before."),
                asBefore
                        ? "mend what the command complained of; the same attestation still holds until it expires"
                        : "lockkeeper status and drift --target …, which say what is half done");
    }

    private Optional<Refusal> used() {
        return Outcome.read(request.outcome())
                .filter(earlier -> earlier.nonce().equals(nonce))
                .flatMap(earlier -> {
                    if (earlier.state().equals(State.PASSED.word())
                            || earlier.state().equals(State.UNSEEN.word())) {
                        return Optional.of(new Refusal(
                                Reason.ALREADY_USED,
                                "A deploy passed under this attestation already, at " + earlier.started() + ".",
                                "lockkeeper check --target …, for a new one"));
                    }
                    return earlier.state().equals(State.RUNNING.word())
                            ? Optional.of(new Refusal(
                                    Reason.UNFINISHED,
                                    "A deploy under this attestation was begun at " + earlier.started()
                                            + " and never came to an end: Lockkeeper was killed, or is still at it.",
                                    "lockkeeper status and drift --target …, then check again"))
                            : Optional.empty();
                });
    }

    private byte[] file() {
        try {
            return Files.readAllBytes(request.attestation());
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read the attestation " + request.attestation() + ".")
                    .answered(e.getClass().getSimpleName())
                    .tryThis("lockkeeper check --target … --attestation " + request.attestation())
                    .causedBy(e);
        }
    }

    private Outcome refused(Refusal refusal) {
        return outcome(State.REFUSED, List.of(refusal));
    }

    private Outcome written(State state, List<Refusal> refusals) {
        Outcome outcome = outcome(state, refusals);
        outcome.write(request.outcome());
        return outcome;
    }

    private Outcome outcome(State state, List<Refusal> refusals) {
        Instant ended = state == State.RUNNING ? null : request.clock().instant();
        return new Outcome(nonce, state, exitCode, started, ended, refusals, notes);
    }
}
