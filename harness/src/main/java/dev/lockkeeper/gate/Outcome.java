package dev.lockkeeper.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a deploy behind the gate ended, as its file keeps it.
 *
 * @param exitCode of the user's own command; null when it did not run, or has not ended
 * @param notes what was seen and is no reason to refuse
 */
public record Outcome(
        String nonce,
        State state,
        @Nullable Integer exitCode,
        Instant started,
        @Nullable Instant ended,
        List<Refusal> refusals,
        List<String> notes) {

    /** Where the deploy is, or how it ended. */
    public enum State {
        /** The command was begun; still in a file, it says that we were killed. */
        RUNNING,
        /** The command was never run. */
        REFUSED,
        /** The command ended well and the target is as expected. */
        PASSED,
        /** The command ended well, and something that had to be seen afterwards could not be. */
        UNSEEN,
        /** The command failed, or left something else than was expected. */
        FAILED,
        INTERRUPTED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Outcome {
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    public Verdict verdict() {
        return switch (state) {
            case PASSED -> Verdict.SAFE;
            case UNSEEN -> Verdict.UNDECIDED;
            case RUNNING, REFUSED, FAILED, INTERRUPTED -> Verdict.UNSAFE;
        };
    }

    /** Appears whole or not at all, so that whoever reads it never sees half of one. */
    void write(Path file) {
        ObjectNode node = AttestationJson.JSON.createObjectNode();
        node.put("schema", "lockkeeper-outcome/1")
                .put("nonce", nonce)
                .put("state", state.word())
                .put("exitCode", exitCode)
                .put("started", started.toString())
                .put("ended", ended == null ? null : ended.toString());
        ArrayNode reasons = node.putArray("refusals");
        refusals.forEach(refusal -> reasons.addObject()
                .put("reason", refusal.reason().id())
                .put("said", refusal.said())
                .put("advice", refusal.advice()));
        ArrayNode seen = node.putArray("notes");
        notes.forEach(seen::add);
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, node.toPrettyString() + "\n");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not write the outcome " + file + ".")
                    .answered(e.toString())
                    .tryThis("--outcome FILE in a folder that can be written")
                    .causedBy(e);
        }
    }

    /** Nonce and state of an earlier outcome; nothing when there is none. */
    record Earlier(String nonce, String state, String started) {}

    static Optional<Earlier> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = AttestationJson.JSON.readTree(Files.readAllBytes(file));
            return Optional.of(new Earlier(
                    node.path("nonce").asText(),
                    node.path("state").asText(),
                    node.path("started").asText()));
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read the outcome of the deploy before, " + file + ".")
                    .answered(e.getClass().getSimpleName())
                    .tryThis("moving it away once somebody knows how that deploy ended")
                    .causedBy(e);
        }
    }
}
