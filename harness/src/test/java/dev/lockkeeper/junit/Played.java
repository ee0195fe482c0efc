package dev.lockkeeper.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests inside a test, and says what became of each. */
final class Played implements TestExecutionListener {

    /**
     * What became of a test or, where something was wrong before it came to tests, of a class.
     *
     * @param told report entries
     */
    record Result(String id, Status status, String message, List<String> told) {}

    /** All of them, by name. */
    record Results(Map<String, Result> all) {

        Result get(String name) {
            Result result = all.get(name);
            if (result == null) {
                throw new AssertionError("No \"" + name + "\" among " + all.keySet());
            }
            return result;
        }
    }

    private final Map<String, Result> results = new LinkedHashMap<>();
    private final Map<String, List<String>> told = new LinkedHashMap<>();

    private Played() {}

    static Results classes(Class<?>... tests) {
        return of(
                Map.of(),
                java.util.Arrays.stream(tests).map(one -> selectClass(one)).toArray(DiscoverySelector[]::new));
    }

    static Results of(Map<String, String> parameters, DiscoverySelector... selectors) {
        Played played = new Played();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameters(parameters)
                .build();
        LauncherFactory.create().execute(request, played);
        return new Results(played.results);
    }

    /** Runs tests for other listeners than this one. */
    static void listening(List<TestExecutionListener> listeners, DiscoverySelector... selectors) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
        LauncherFactory.create().execute(request, listeners.toArray(TestExecutionListener[]::new));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        told.computeIfAbsent(test.getUniqueId(), id -> new ArrayList<>())
                .addAll(entry.getKeyValuePairs().values());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        results.put(test.getDisplayName(), new Result(test.getUniqueId(), Status.ABORTED, reason, List.of()));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
            @Nullable Throwable thrown = result.getThrowable().orElse(null);
            String message = thrown == null ? "" : Objects.toString(thrown.getMessage());
            results.put(
                    test.getDisplayName(),
                    new Result(
                            test.getUniqueId(),
                            result.getStatus(),
                            message,
                            told.getOrDefault(test.getUniqueId(), List.of())));
        }
    }
}
