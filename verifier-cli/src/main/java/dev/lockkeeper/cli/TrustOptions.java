package dev.lockkeeper.cli;

import dev.lockkeeper.gate.TrustedKey;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say whose signature is believed. */
final class TrustOptions {

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "public key whose signature is believed, or several; else " + TrustedKey.VARIABLE
                    + " of the environment")
    private List<String> files = new ArrayList<>();

    List<TrustedKey> keys(Console console) {
        return TrustedKey.find(files.stream().map(console.here()::resolve).toList(), console.environment());
    }
}
