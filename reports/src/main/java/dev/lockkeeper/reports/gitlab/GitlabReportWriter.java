package dev.lockkeeper.reports.gitlab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportWriter;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.json.JsonReportWriter;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.Words;
import java.io.IOException;

/** Writes GitLab Code Quality: the findings that stand, each with a fingerprint that no other line of the file moves. */
public final class GitlabReportWriter implements ReportWriter {

    @Override
    public String format() {
        return "gitlab";
    }

    @Override
    public void write(VerificationReport report, WriteOptions options, Appendable out) throws IOException {
        ArrayNode issues = JsonNodeFactory.instance.arrayNode();
        LocatedFinding.of(report, options).stream()
                .filter(LocatedFinding::stands)
                .forEach(located -> issues.add(issue(located)));
        out.append(JsonReportWriter.pretty(issues));
    }

    private static ObjectNode issue(LocatedFinding located) {
        Finding finding = located.finding();
        ObjectNode issue = JsonNodeFactory.instance.objectNode();
        issue.put(
                "description",
                String.join(
                        " ",
                        Words.visible(finding.saw()),
                        Words.visible(finding.means()),
                        "Instead: " + Words.visible(finding.instead())));
        issue.put("check_name", finding.rule());
        issue.put("fingerprint", located.id());
        issue.put("severity", severity(finding.severity()));
        ObjectNode location = issue.putObject("location");
        location.put("path", located.path());
        location.putObject("lines").put("begin", finding.at().line());
        return issue;
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "minor";
            case NOTE -> "info";
        };
    }
}
