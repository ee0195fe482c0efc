package dev.lockkeeper.reports.sarif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportWriter;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.json.JsonReportWriter;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.Paths;
import dev.lockkeeper.reports.view.RulePages;
import dev.lockkeeper.reports.view.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes SARIF 2.1.0: one run, its rules with their pages, a result for each finding, what was not seen as notifications. */
public final class SarifReportWriter implements ReportWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ROOT = "%SRCROOT%";

    private final RulePages pages;

    public SarifReportWriter() {
        this(RulePages.onClassPath());
    }

    public SarifReportWriter(RulePages pages) {
        this.pages = pages;
    }

    @Override
    public String format() {
        return "sarif";
    }

    @Override
    public void write(VerificationReport report, WriteOptions options, Appendable out) throws IOException {
        List<LocatedFinding> findings = LocatedFinding.of(report, options);
        SortedMap<String, Finding> rules = new TreeMap<>();
        findings.forEach(each -> rules.putIfAbsent(each.rule(), each.finding()));
        ObjectNode log = NODES.objectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "lockkeeper");
        driver.put("version", report.toolVersion());
        ArrayNode cards = driver.putArray("rules");
        rules.values().forEach(finding -> cards.add(rule(finding)));
        run.putObject("automationDetails").put("id", "lockkeeper/");
        run.put("columnKind", "utf16CodeUnits");
        run.putObject("originalUriBaseIds")
                .putObject(ROOT)
                .putObject("description")
                .put("text", "The root of the repository.");
        run.putArray("invocations").add(invocation(report, options));
        List<String> order = new ArrayList<>(rules.keySet());
        ArrayNode results = run.putArray("results");
        findings.forEach(each -> results.add(result(each, order.indexOf(each.rule()))));
        out.append(JsonReportWriter.pretty(log));
    }

    private ObjectNode rule(Finding finding) {
        ObjectNode rule = NODES.objectNode();
        rule.put("id", finding.rule());
        rule.put("name", RulePages.className(finding.rule()));
        rule.putObject("shortDescription").put("text", pages.title(finding));
        String help = pages.page(finding).orElse("Run: lockkeeper explain " + finding.rule());
        rule.putObject("help").put("text", help).put("markdown", help);
        ObjectNode properties = rule.putObject("properties");
        properties
                .putArray("tags")
                .add("postgresql")
                .add("migration")
                .add(finding.category().id());
        properties.put("precision", "very-high");
        return rule;
    }

    private static ObjectNode result(LocatedFinding located, int ruleIndex) {
        Finding finding = located.finding();
        ObjectNode result = NODES.objectNode();
        result.put("ruleId", finding.rule());
        result.put("ruleIndex", ruleIndex);
        result.put("level", finding.severity().id());
        result.putObject("message").put("text", message(finding));
        ObjectNode location = result.putArray("locations").addObject();
        location.set("physicalLocation", place(located.path(), finding.at().line()));
        if (finding.object() != null) {
            location.putArray("logicalLocations").addObject().put("fullyQualifiedName", finding.object());
        }
        // Code scanning recognises a result by the first of these alone; ours needs no line to be unique.
        result.putObject("partialFingerprints")
                .put("primaryLocationLineHash", located.id() + ":1")
                .put("lockkeeperFindingId/v1", located.id());
        if (finding.suppressed() != null) {
            result.putArray("suppressions")
                    .addObject()
                    .put("kind", "external")
                    .put("status", "accepted")
                    .put("justification", finding.suppressed());
        }
        ObjectNode properties = result.putObject("properties");
        properties.put("chain", located.chain().name());
        @Nullable StepReport step = located.step();
        properties.put("step", step == null ? null : step.version());
        return result;
    }

    /** Three sentences; what looks like an embedded link would be made one. */
    private static String message(Finding finding) {
        String text = String.join(
                "\n",
                Words.visible(finding.saw()),
                Words.visible(finding.means()),
                "Instead: " + Words.visible(finding.instead()));
        return text.replace("](", "] (");
    }

    private static ObjectNode invocation(VerificationReport report, WriteOptions options) {
        ObjectNode invocation = NODES.objectNode();
        invocation.put("executionSuccessful", true);
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        for (ChainReport chain : report.chains()) {
            for (StepReport step : chain.steps()) {
                for (String what : step.notObserved()) {
                    ObjectNode notification = notifications.addObject();
                    notification.put("level", "error");
                    notification
                            .putObject("message")
                            .put("text", "Not observed: " + Words.visible(what).replace("](", "] ("));
                    notification
                            .putArray("locations")
                            .addObject()
                            .set("physicalLocation", place(Paths.inRepository(options, chain, step.file()), 1));
                }
            }
        }
        return invocation;
    }

    private static JsonNode place(String path, int line) {
        ObjectNode place = NODES.objectNode();
        ObjectNode artifact = place.putObject("artifactLocation").put("uri", Paths.encoded(path));
        if (!path.startsWith("/")) {
            artifact.put("uriBaseId", ROOT);
        }
        place.putObject("region").put("startLine", line);
        return place;
    }
}
