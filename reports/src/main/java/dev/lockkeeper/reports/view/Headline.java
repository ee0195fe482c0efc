package dev.lockkeeper.reports.view;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The report in a sentence or two: the verdict, why, and on what ground it stands. */
public final class Headline {

    private final VerificationReport report;

    public Headline(VerificationReport report) {
        this.report = report;
    }

    public Verdict verdict() {
        return report.verdict();
    }

    public long steps() {
        return report.chains().stream().mapToLong(chain -> chain.steps().size()).sum();
    }

    public long standing(Severity severity) {
        return report.allFindings()
                .filter(finding -> finding.stands() && finding.severity() == severity)
                .count();
    }

    public long suppressed() {
        return report.allFindings().filter(finding -> !finding.stands()).count();
    }

    /** What the verdict means for whoever wants to deploy. */
    public String sentence() {
        if (steps() == 0 && report.allFindings().findAny().isEmpty()) {
            return "There was nothing to verify: " + whyNothing() + ".";
        }
        return switch (report.verdict()) {
            case SAFE -> safe();
            case UNSAFE -> unsafe();
            case UNDECIDED -> undecided();
        };
    }

    private String whyNothing() {
        if (report.target() != null) {
            return "nothing is pending on " + report.target().name();
        }
        boolean old = report.chains().stream().anyMatch(chain -> chain.notLookedAt() > 0);
        return old ? "no step is new" : "no chain holds a step";
    }

    private String safe() {
        long warnings = standing(Severity.WARNING);
        String all = steps() == 1 ? "The step was" : "All " + steps() + " steps were";
        String rest = warnings == 0
                ? ""
                : "; " + Words.count(warnings, "warning") + (warnings == 1 ? " wants" : " want") + " a reader";
        String against = warnings == 0 ? "nothing speaks against " : "no error stands against ";
        return all + " replayed on rows and " + against + (steps() == 1 ? "it" : "them") + rest + ".";
    }

    private String unsafe() {
        long errors = standing(Severity.ERROR);
        if (errors == 0) {
            return "At least one step does not do what it should.";
        }
        long unsafe = stepsWith(Verdict.UNSAFE);
        String where = unsafe == 0 ? "" : " in " + unsafe + " of " + Words.count(steps(), "step");
        return Words.count(errors, "error") + where + " must be dealt with before this may run.";
    }

    private String undecided() {
        long undecided = stepsWith(Verdict.UNDECIDED);
        String what = undecided == 0
                ? "Something that had to be seen could not be seen"
                : undecided + " of " + Words.count(steps(), "step") + " could not be seen in full";
        return what + ", so nobody can call this safe.";
    }

    private long stepsWith(Verdict verdict) {
        return report.chains().stream()
                .flatMap(chain -> chain.steps().stream())
                .filter(step -> step.verdict() == verdict)
                .count();
    }

    /** {@code 20 steps}, {@code 2 new steps of 22}. */
    public static String steps(ChainReport chain) {
        int steps = chain.steps().size();
        return chain.notLookedAt() == 0
                ? Words.count(steps, "step")
                : Words.count(steps, "new step") + " of " + (steps + chain.notLookedAt());
    }

    /** {@code 6 errors, 4 warnings, 3 notes, 1 allowed}; empty when nothing was found. */
    public String tally() {
        List<String> parts = new ArrayList<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
            long number = standing(severity);
            if (number > 0) {
                parts.add(Words.count(number, severity.id()));
            }
        }
        if (suppressed() > 0) {
            parts.add(suppressed() + " allowed");
        }
        return String.join(", ", parts);
    }

    /** On what the report stands: server, rows, seed. */
    public String ground() {
        StringBuilder ground = new StringBuilder("PostgreSQL " + report.server().version() + " ("
                + report.server().provider() + ")");
        int tables = 0;
        int covered = 0;
        int columns = 0;
        int coveredColumns = 0;
        for (ChainReport chain : report.chains()) {
            tables += chain.rows().tables();
            covered += chain.rows().covered();
            columns += chain.rows().columns();
            coveredColumns += chain.rows().coveredColumns();
        }
        if (tables > 0) {
            ground.append(", rows in ").append(covered).append(" of ").append(Words.count(tables, "table"));
            ground.append(" and ").append(coveredColumns).append(" of ").append(Words.count(columns, "column"));
        }
        return ground.append(", seed ").append(report.seed()).toString();
    }

    /** What could not be seen, with chain and step; what many steps share is said once. */
    public List<String> notObserved() {
        List<String> lines = new ArrayList<>();
        for (ChainReport chain : report.chains()) {
            notObserved(chain).forEach((what, steps) -> {
                List<String> versions = steps.stream().map(StepReport::version).toList();
                String which = steps.size() == 1
                        ? " " + versions.get(0)
                        : ", " + steps.size() + " steps (" + Words.some(versions, 3) + ")";
                lines.add(chain.name() + which + ": " + what);
            });
        }
        return lines;
    }

    /** What could not be seen of a chain, and of which steps. */
    public static Map<String, List<StepReport>> notObserved(ChainReport chain) {
        Map<String, List<StepReport>> lines = new LinkedHashMap<>();
        for (StepReport step : chain.steps()) {
            step.notObserved().forEach(what -> lines.computeIfAbsent(what, first -> new ArrayList<>())
                    .add(step));
        }
        return lines;
    }

    /** How many steps of a chain have which way back, worst first, and which. */
    public static Map<WayBack, List<StepView>> waysBack(List<StepView> steps) {
        Map<WayBack, List<StepView>> ways = new TreeMap<>(Comparator.reverseOrder());
        steps.forEach(step ->
                ways.computeIfAbsent(step.wayBack(), way -> new ArrayList<>()).add(step));
        return ways;
    }
}
