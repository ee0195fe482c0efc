package dev.lockkeeper.junit.engine;

import dev.lockkeeper.model.VerificationReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** The tests that a report is told as, and what became of each. */
final class Told implements EngineExecutionListener {

    record Test(Status status, String message) {}

    private final Map<String, Test> tests = new LinkedHashMap<>();

    static Told of(Class<?> annotated, Requests.Request request, VerificationReport report) {
        Told told = new Told();
        new Telling(annotated, request, report, false, Set.of(), told)
                .under(new EngineDescriptor(UniqueId.forEngine(LockkeeperTestEngine.ID), "told"));
        return told;
    }

    @Override
    public void dynamicTestRegistered(TestDescriptor test) {
        // Told again when it is finished.
    }

    @Override
    public void executionStarted(TestDescriptor test) {
        // Told again when it is finished.
    }

    @Override
    public void executionFinished(TestDescriptor test, TestExecutionResult result) {
        if (test.isTest()) {
            @Nullable Throwable thrown = result.getThrowable().orElse(null);
            String message = thrown == null ? "" : Objects.toString(thrown.getMessage());
            tests.put(test.getDisplayName(), new Test(result.getStatus(), message));
        }
    }

    boolean isEmpty() {
        return tests.isEmpty();
    }

    Test get(String name) {
        Test test = tests.get(name);
        if (test == null) {
            throw new AssertionError("No \"" + name + "\" among " + tests.keySet());
        }
        return test;
    }

    Set<String> failed() {
        return with(Status.FAILED);
    }

    Set<String> passed() {
        return with(Status.SUCCESSFUL);
    }

    /** What every failed test says. */
    String failures() {
        return tests.entrySet().stream()
                .filter(test -> test.getValue().status() == Status.FAILED)
                .map(test -> test.getKey() + "\n" + test.getValue().message())
                .collect(Collectors.joining("\n\n"));
    }

    private Set<String> with(Status status) {
        return tests.entrySet().stream()
                .filter(test -> test.getValue().status() == status)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
