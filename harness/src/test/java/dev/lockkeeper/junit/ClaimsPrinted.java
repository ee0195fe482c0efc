package dev.lockkeeper.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints the list of claims behind a run that was asked for one. */
public final class ClaimsPrinted implements TestExecutionListener {

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        list(plan).ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        list(plan).filter(Files::exists).ifPresent(file -> {
            try {
                String claims = Files.readString(file);
                if (!claims.isBlank()) {
                    System.out.println("\nWhat was proved (" + file + ")\n\n" + claims);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Optional<Path> list(TestPlan plan) {
        return plan.getConfigurationParameters().get("lockkeeper.claims").map(Path::of);
    }
}
