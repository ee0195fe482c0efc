package dev.lockkeeper.reports.allure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportFolderWriter;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.json.JsonReportWriter;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.StepView;
import dev.lockkeeper.reports.view.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a folder of Allure results: a case for each step with its statements as steps, the findings attached, and the
 * categories of our findings as Allure's categories.
 *
 * <p>Names and history follow from chain and version, so a step keeps its history; times count from zero, for the report
 * has no clock.
 */
public final class AllureReportWriter implements ReportFolderWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String WHOLE_CHAIN = "the chain as a whole";

    @Override
    public String format() {
        return "allure";
    }

    @Override
    public void write(VerificationReport report, WriteOptions options, Path folder) throws IOException {
        List<LocatedFinding> findings = LocatedFinding.of(report, options);
        long clock = 0;
        for (ChainReport chain : report.chains()) {
            if (!chain.findings().isEmpty()) {
                new Case(chain, null, of(findings, chain, null), clock).write(folder);
            }
            for (StepView step : StepView.of(chain)) {
                Case result = new Case(chain, step, of(findings, chain, step), clock);
                clock = result.write(folder);
            }
        }
        Files.writeString(folder.resolve("categories.json"), JsonReportWriter.pretty(categories()));
        Files.writeString(folder.resolve("environment.properties"), environment(report));
    }

    private static List<LocatedFinding> of(List<LocatedFinding> all, ChainReport chain, @Nullable StepView step) {
        return all.stream()
                .filter(each -> each.isOf(chain, step == null ? null : step.step()))
                .toList();
    }

    /** Allure sorts failures by their message, which begins with the category. */
    private static ArrayNode categories() {
        ArrayNode categories = NODES.arrayNode();
        for (Category category : Category.values()) {
            ObjectNode node = categories.addObject();
            node.put("name", category.id());
            node.put("messageRegex", "(?s)" + category.id() + ": .*");
            node.putArray("matchedStatuses").add("failed");
        }
        ObjectNode undecided = categories.addObject();
        undecided.put("name", "not observed");
        undecided.putArray("matchedStatuses").add("broken");
        return categories;
    }

    private static String environment(VerificationReport report) {
        return "lockkeeper=" + report.toolVersion() + "\n"
                + "postgresql=" + report.server().version() + "\n"
                + "provider=" + report.server().provider() + "\n"
                + "seed=" + report.seed() + "\n"
                + "verdict=" + report.verdict().id() + "\n";
    }

    /** One case: a step, or a chain's own findings. */
    private record Case(ChainReport chain, @Nullable StepView step, List<LocatedFinding> findings, long start) {

        /** Writes the case and its attachment and returns when it ended. */
        long write(Path folder) throws IOException {
            String key =
                    chain.name() + "\u0000" + (step == null ? "" : step.step().version());
            String id = uuid(key);
            long stop = start + (step == null ? 0 : step.step().millis());
            ObjectNode result = NODES.objectNode();
            result.put("uuid", id);
            result.put("historyId", id.replace("-", ""));
            result.put("testCaseId", id.replace("-", ""));
            String name = Words.visible(step == null ? WHOLE_CHAIN : step.title());
            result.put("name", name);
            result.put("fullName", Words.visible(chain.name()) + ": " + name);
            result.put("status", status());
            result.put("stage", "finished");
            result.put("start", start);
            result.put("stop", stop);
            details(result);
            labels(result.putArray("labels"));
            statements(result.putArray("steps"));
            ArrayNode attachments = result.putArray("attachments");
            if (!findings.isEmpty()) {
                String file = uuid(key + "\u0000findings") + "-attachment.txt";
                attachments
                        .addObject()
                        .put("name", "findings")
                        .put("source", file)
                        .put("type", "text/plain");
                Files.writeString(folder.resolve(file), text());
            }
            Files.writeString(folder.resolve(id + "-result.json"), JsonReportWriter.pretty(result));
            return stop;
        }

        private String status() {
            if (step == null) {
                return findings.stream().anyMatch(Case::isError) ? "failed" : "passed";
            }
            return switch (step.step().verdict()) {
                case UNSAFE -> "failed";
                case UNDECIDED -> step.unreached() ? "skipped" : "broken";
                case SAFE -> "passed";
            };
        }

        private void details(ObjectNode result) {
            List<Finding> errors = findings.stream()
                    .filter(Case::isError)
                    .map(LocatedFinding::finding)
                    .toList();
            if (!errors.isEmpty()) {
                Finding first = errors.get(0);
                result.putObject("statusDetails")
                        .put("message", first.category().id() + ": " + Words.visible(first.saw()))
                        .put("trace", text());
            } else if (step != null && !step.step().notObserved().isEmpty()) {
                result.putObject("statusDetails")
                        .put(
                                "message",
                                "not observed: "
                                        + Words.visible(
                                                String.join("; ", step.step().notObserved())));
            }
        }

        private void labels(ArrayNode labels) {
            label(labels, "framework", "lockkeeper");
            label(labels, "language", "sql");
            label(labels, "parentSuite", "migrations");
            label(labels, "suite", chain.name());
            label(labels, "severity", findings.stream().anyMatch(Case::isError) ? "critical" : "normal");
            findings.stream()
                    .map(each -> each.finding().category().id())
                    .distinct()
                    .sorted()
                    .forEach(category -> label(labels, "tag", category));
        }

        private static void label(ArrayNode labels, String name, String value) {
            labels.addObject().put("name", name).put("value", Words.visible(value));
        }

        private void statements(ArrayNode steps) {
            if (step == null) {
                return;
            }
            long clock = start;
            for (StatementTrace trace : step.step().statements()) {
                ObjectNode node = steps.addObject();
                String way = trace.direction() == Direction.UP ? "" : "down: ";
                node.put("name", way + Words.visible(trace.statement().excerpt()));
                node.put("status", "passed");
                node.put("stage", "finished");
                node.put("start", clock);
                clock += trace.millis();
                node.put("stop", clock);
                ArrayNode parameters = node.putArray("parameters");
                trace.held().forEach(lock -> parameters
                        .addObject()
                        .put("name", Words.visible(lock.relation()))
                        .put("value", lock.mode().words()));
                trace.rewrote().forEach(table -> parameters
                        .addObject()
                        .put("name", Words.visible(table))
                        .put("value", "rewritten"));
            }
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (LocatedFinding located : findings) {
                Finding finding = located.finding();
                String allowed = finding.suppressed() == null ? "" : " (allowed: " + finding.suppressed() + ")";
                text.append(finding.severity().id())
                        .append(' ')
                        .append(finding.rule())
                        .append(" at ")
                        .append(Words.visible(located.place() + allowed))
                        .append("\n  ")
                        .append(Words.visible(finding.saw()))
                        .append("\n  ")
                        .append(Words.visible(finding.means()))
                        .append("\n  → ")
                        .append(Words.visible(finding.instead()))
                        .append('\n');
            }
            return text.toString();
        }

        private static boolean isError(LocatedFinding located) {
            return located.stands() && located.finding().severity() == Severity.ERROR;
        }

        private static String uuid(String key) {
            return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }
}
