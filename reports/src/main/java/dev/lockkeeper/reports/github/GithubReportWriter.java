package dev.lockkeeper.reports.github;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportWriter;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.view.Headline;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.Paths;
import dev.lockkeeper.reports.view.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes workflow commands, which GitHub shows at the lines of a pull request.
 *
 * <p>GitHub shows ten annotations of each kind and drops the rest without a word, so the first ten have to tell most: each
 * rule once before any rule twice.
 */
public final class GithubReportWriter implements ReportWriter {

    private static final int SHOWN_OF_A_KIND = 10;

    @Override
    public String format() {
        return "github";
    }

    @Override
    public void write(VerificationReport report, WriteOptions options, Appendable out) throws IOException {
        List<LocatedFinding> findings = LocatedFinding.of(report, options);
        int left = 0;
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
            List<LocatedFinding> ordered = eachRuleOnceFirst(findings, severity);
            // An error is printed even where GitHub will not show it, so that the log has them all.
            int printed = severity == Severity.ERROR ? ordered.size() : Math.min(SHOWN_OF_A_KIND - 1, ordered.size());
            for (LocatedFinding located : ordered.subList(0, printed)) {
                annotate(located, out);
            }
            left += Math.max(0, ordered.size() - Math.min(printed, SHOWN_OF_A_KIND));
        }
        notObserved(report, options, out);
        headline(report, left, out);
    }

    private static List<LocatedFinding> eachRuleOnceFirst(List<LocatedFinding> findings, Severity severity) {
        Map<String, Integer> seen = new HashMap<>();
        TreeMap<Integer, List<LocatedFinding>> rounds = new TreeMap<>();
        findings.stream()
                .filter(each -> each.stands() && each.finding().severity() == severity)
                .forEach(each -> rounds.computeIfAbsent(
                                seen.merge(each.rule(), 1, Integer::sum), round -> new ArrayList<>())
                        .add(each));
        return rounds.values().stream().flatMap(List::stream).toList();
    }

    private static void annotate(LocatedFinding located, Appendable out) throws IOException {
        Finding finding = located.finding();
        String message = String.join(
                "\n",
                Words.visible(finding.saw()),
                Words.visible(finding.means()),
                "→ " + Words.visible(finding.instead()));
        command(out, kind(finding.severity()), located.path(), located.line(), finding.rule(), message);
    }

    private static void notObserved(VerificationReport report, WriteOptions options, Appendable out)
            throws IOException {
        for (ChainReport chain : report.chains()) {
            for (Map.Entry<String, List<StepReport>> line :
                    Headline.notObserved(chain).entrySet()) {
                List<StepReport> steps = line.getValue();
                String path = Paths.inRepository(options, chain, steps.get(0).file());
                String more = steps.size() == 1 ? "" : " (" + Words.count(steps.size(), "step") + ")";
                command(out, "error", path, 1, "not observed", Words.visible(line.getKey()) + more);
            }
        }
    }

    private static void headline(VerificationReport report, int left, Appendable out) throws IOException {
        Headline headline = new Headline(report);
        String more = left == 0 ? "" : " " + Words.count(left, "finding") + " more in the report.";
        String kind = report.verdict() == Verdict.SAFE ? "notice" : "error";
        command(out, kind, null, 1, "lockkeeper: " + report.verdict().id(), headline.sentence() + more);
    }

    private static String kind(Severity severity) {
        return severity == Severity.NOTE ? "notice" : severity.id();
    }

    private static void command(
            Appendable out, String kind, @Nullable String path, int line, String title, String message)
            throws IOException {
        out.append("::").append(kind).append(' ');
        if (path != null) {
            out.append("file=")
                    .append(property(path))
                    .append(",line=")
                    .append(String.valueOf(line))
                    .append(',');
        }
        out.append("title=")
                .append(property(title))
                .append("::")
                .append(data(message))
                .append('\n');
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(Words.visible(text)).replace(":", "%3A").replace(",", "%2C");
    }
}
