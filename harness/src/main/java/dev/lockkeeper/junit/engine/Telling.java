package dev.lockkeeper.junit.engine;

import dev.lockkeeper.junit.VerifyMigrations;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.VerificationReport;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.opentest4j.TestAbortedException;

/** Tells one report as a tree of tests: chain, step, claim. */
final class Telling {

    private final Class<?> test;
    private final Requests.Request request;
    private final VerificationReport report;
    private final Set<Severity> failOn;
    private final boolean matrix;
    private final Set<UniqueId> selected;
    private final EngineExecutionListener listener;

    /** @param selected what to tell of it all; empty for everything */
    Telling(
            Class<?> test,
            Requests.Request request,
            VerificationReport report,
            boolean matrix,
            Set<UniqueId> selected,
            EngineExecutionListener listener) {
        this.test = test;
        this.request = request;
        this.report = report;
        this.failOn = AnnotationSupport.findAnnotation(test, VerifyMigrations.class)
                .map(annotation -> EnumSet.copyOf(List.of(annotation.failOn())))
                .orElseGet(() -> EnumSet.of(Severity.ERROR));
        this.matrix = matrix;
        this.selected = selected;
        this.listener = listener;
    }

    void under(TestDescriptor parent) {
        if (!matrix) {
            chains(parent);
            return;
        }
        Branch version = Branch.container(parent, "postgres", request.version(), "PostgreSQL " + request.version());
        inside(parent, version, () -> chains(version));
    }

    private void chains(TestDescriptor parent) {
        List<ChainReport> chains = report.chains().stream()
                .filter(chain -> request.chains().contains(chain.name()))
                .toList();
        for (ChainReport chain : chains) {
            Branch branch = Branch.container(parent, "chain", chain.name(), chain.name());
            inside(parent, branch, () -> chain(branch, chain, chains.size() > 1));
        }
    }

    private void chain(Branch parent, ChainReport chain, boolean severalChains) {
        String prefix = severalChains ? chain.name() + " " : "";
        boolean first = true;
        for (StepReport step : chain.steps()) {
            Branch branch = Branch.container(parent, "step", step.version(), title(chain, step));
            boolean initial = first;
            inside(parent, branch, () -> step(branch, prefix, chain, step, initial));
            first = false;
        }
        whole(parent, prefix, chain);
    }

    private void step(Branch parent, String prefix, ChainReport chain, StepReport step, boolean first) {
        boolean houseRules = !request.verification().house().rules().isEmpty();
        for (Answer answer : Answer.of(step, first, houseRules, failOn)) {
            String name = prefix + title(chain, step) + " › " + answer.claim().words();
            Branch claim = Branch.test(parent, answer.claim().name(), named(name), test);
            test(parent, claim, () -> answer(claim, chain, Optional.of(step), answer));
        }
    }

    /** What belongs to no single step, and that there was anything to look at. */
    private void whole(Branch parent, String prefix, ChainReport chain) {
        List<Finding> against = chain.findings().stream()
                .filter(finding -> finding.stands() && failOn.contains(finding.severity()))
                .toList();
        List<Finding> beside = chain.findings().stream()
                .filter(finding -> !against.contains(finding))
                .toList();
        Answer answer = new Answer(Claim.AS_WRITTEN, against, beside, empty(chain));
        String name = prefix + "the chain as a whole › " + answer.claim().words();
        Branch claim = Branch.test(parent, "whole", named(name), test);
        test(parent, claim, () -> {
            if (chain.steps().isEmpty() && request.verification().onlyNew().isEmpty()) {
                throw new AssertionError("There is no migration in " + chain.path()
                        + " that its tool would run.\nInstead: name the folder of a chain, or see which files count: "
                        + "lockkeeper formats");
            }
            answer(claim, chain, Optional.empty(), answer);
        });
    }

    private Optional<String> empty(ChainReport chain) {
        return chain.steps().isEmpty() && request.verification().onlyNew().isPresent()
                ? Optional.of("No step of " + chain.path() + " is new.")
                : Optional.empty();
    }

    private void answer(Branch claim, ChainReport chain, Optional<StepReport> step, Answer answer) {
        answer.beside()
                .forEach(finding -> listener.reportingEntryPublished(
                        claim, ReportEntry.from(finding.severity().id(), Failures.text(chain, finding))));
        AllureTrail.leave(chain, step, answer);
        if (!answer.against().isEmpty()) {
            throw Failures.of(chain, answer);
        }
        if (answer.unseen().isPresent()) {
            throw new TestAbortedException(answer.unseen().get());
        }
    }

    private void inside(TestDescriptor parent, Branch branch, Runnable children) {
        if (!wanted(branch)) {
            return;
        }
        parent.addChild(branch);
        listener.dynamicTestRegistered(branch);
        listener.executionStarted(branch);
        children.run();
        listener.executionFinished(branch, TestExecutionResult.successful());
    }

    private void test(TestDescriptor parent, Branch claim, Runnable body) {
        if (!wanted(claim)) {
            return;
        }
        parent.addChild(claim);
        listener.dynamicTestRegistered(claim);
        listener.executionStarted(claim);
        listener.executionFinished(claim, result(claim, body));
    }

    private TestExecutionResult result(Branch claim, Runnable body) {
        try {
            body.run();
            return TestExecutionResult.successful();
        } catch (TestAbortedException unseen) {
            return TestExecutionResult.aborted(unseen);
        } catch (AssertionError refuted) {
            return TestExecutionResult.failed(refuted);
        }
    }

    /** Whether a branch is selected, lies below one that is, or leads to one. */
    private boolean wanted(Branch branch) {
        return selected.isEmpty()
                || selected.stream()
                        .anyMatch(id -> id.hasPrefix(branch.getUniqueId())
                                || branch.getUniqueId().hasPrefix(id));
    }

    private String named(String claim) {
        return matrix ? claim + " (PostgreSQL " + request.version() + ")" : claim;
    }

    private static String title(ChainReport chain, StepReport step) {
        String title = step.description().isBlank() ? step.version() : step.version() + " " + step.description();
        boolean flyway = chain.format().equals("flyway") && title.matches("\\d.*");
        return flyway ? "V" + title : title;
    }

    static Path file(ChainReport chain, String file) {
        return Path.of(chain.path()).resolve(file);
    }
}
