package dev.lockkeeper.model;

import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Rehearsed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is reported of one step.
 *
 * @param upOutcome {@code applied}, {@code failed} or {@code skipped}
 * @param downOutcome {@code restored}, {@code differs}, {@code failed}, {@code missing}, {@code one-way}, {@code skipped}
 * @param reupOutcome {@code same}, {@code differs}, {@code failed}, {@code skipped}
 * @param change what the up did to the schema
 * @param rehearsed the up beside others, or null when that was not asked for
 */
public record StepReport(
        String version,
        String description,
        String file,
        Verdict verdict,
        String upOutcome,
        @Nullable String sqlState,
        long millis,
        String downOutcome,
        String reupOutcome,
        List<StatementTrace> statements,
        List<DataEffect> data,
        CatalogDiff change,
        List<Finding> findings,
        List<String> notObserved,
        @Nullable Rehearsed rehearsed) {

    public StepReport(
            String version,
            String description,
            String file,
            Verdict verdict,
            String upOutcome,
            @Nullable String sqlState,
            long millis,
            String downOutcome,
            String reupOutcome,
            List<StatementTrace> statements,
            List<DataEffect> data,
            CatalogDiff change,
            List<Finding> findings,
            List<String> notObserved) {
        this(
                version,
                description,
                file,
                verdict,
                upOutcome,
                sqlState,
                millis,
                downOutcome,
                reupOutcome,
                statements,
                data,
                change,
                findings,
                notObserved,
                null);
    }

    public StepReport {
        statements = List.copyOf(statements);
        data = List.copyOf(data);
        findings = List.copyOf(findings);
        notObserved = List.copyOf(notObserved);
    }

    StepReport withFindings(List<Finding> others) {
        return new StepReport(
                version,
                description,
                file,
                Verdict.of(others, notObserved),
                upOutcome,
                sqlState,
                millis,
                downOutcome,
                reupOutcome,
                statements,
                data,
                change,
                others,
                notObserved,
                rehearsed);
    }
}
