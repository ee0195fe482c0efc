package dev.lockkeeper.gate;

import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One deploy that is to pass the gate.
 *
 * @param target opens the target anew; asked before and after the command
 * @param histories reads the chains' histories from a target
 * @param attestation the file
 * @param outcome the file to write
 * @param command the user's own, as its words
 * @param environment what the command gets beside our own environment
 * @param liveWrites whether others go on writing, so that fewer rows afterwards prove nothing
 * @param progress told in one line what happens
 */
public record GateRequest(
        Supplier<Target> target,
        Function<Target, List<History>> histories,
        Path attestation,
        List<TrustedKey> trusted,
        Path outcome,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        boolean liveWrites,
        Clock clock,
        Consumer<String> progress) {

    public GateRequest {
        trusted = List.copyOf(trusted);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
