package dev.lockkeeper.reports.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.FindingIds;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.reports.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonContractTest {

    @Test
    void what_was_written_reads_back_as_the_same_report() throws IOException {
        for (VerificationReport report : Reports.five().values()) {
            String json = json(report);

            VerificationReport read = ReportReader.read(json);

            assertEquals(report, read);
            assertEquals(json, json(read));
        }
    }

    @Test
    void every_report_keeps_the_published_schema() throws IOException {
        try (InputStream schema = JsonContractTest.class.getResourceAsStream(JsonReportWriter.SCHEMA)) {
            var validator = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
            for (VerificationReport report : Reports.five().values()) {
                Set<ValidationMessage> complaints = validator.validate(new ObjectMapper().readTree(json(report)));

                assertTrue(complaints.isEmpty(), complaints::toString);
            }
            JsonNode wrong = new ObjectMapper().readTree(json(Reports.unsafe()).replace("\"error\"", "\"fatal\""));
            assertTrue(!validator.validate(wrong).isEmpty(), "the schema takes anything");
        }
    }

    @Test
    void the_schema_among_the_docs_is_the_one_we_ship() throws IOException {
        try (InputStream schema =
                Objects.requireNonNull(JsonContractTest.class.getResourceAsStream(JsonReportWriter.SCHEMA))) {
            String shipped = new String(schema.readAllBytes(), StandardCharsets.UTF_8);

            assertEquals(Files.readString(Path.of("../harness/docs/lockkeeper-report-1.schema.json")), shipped);
        }
    }

    @Test
    void an_id_survives_other_lines_and_another_way_to_write_the_statement() {
        VerificationReport before = Reports.unsafe();
        VerificationReport after = moved(before, 40, "/* again */ alter  table shop.users\n DROP column nick");

        assertEquals(ids(before), ids(after));
    }

    @Test
    void an_id_does_not_survive_another_statement() {
        VerificationReport before = Reports.unsafe();

        assertNotEquals(ids(before), ids(moved(before, 0, "DROP TABLE shop.users")));
    }

    @Test
    void no_two_findings_share_an_id() {
        List<String> ids = ids(Reports.unsafe());

        assertEquals(ids.size(), Set.copyOf(ids).size());
    }

    @Test
    void a_file_that_is_no_report_is_refused_by_the_path_of_what_is_wrong() {
        String json = "{\"schema\": \"lockkeeper-report/1\", \"verdict\": \"safe\", \"tool\": {\"version\": 1}}";

        LockkeeperException refused = assertThrows(LockkeeperException.class, () -> ReportReader.read(json));

        assertTrue(refused.toString().contains("$.server is missing"), refused::toString);
    }

    private static String json(VerificationReport report) throws IOException {
        StringBuilder out = new StringBuilder();
        new JsonReportWriter().write(report, out);
        return out.toString();
    }

    private static List<String> ids(VerificationReport report) {
        FindingIds ids = FindingIds.of(report);
        return report.allFindings().map(ids::of).toList();
    }

    /** The report of the same files after lines were put above step 0004 and its statement was written anew. */
    private static VerificationReport moved(VerificationReport report, int lines, String sql) {
        List<ChainReport> chains = report.chains().stream()
                .map(chain -> new ChainReport(
                        chain.name(),
                        chain.format(),
                        chain.path(),
                        chain.digest(),
                        chain.verdict(),
                        chain.stoppedAt(),
                        chain.rows(),
                        chain.steps().stream()
                                .map(step -> step.version().equals("0004") ? moved(step, lines, sql) : step)
                                .toList(),
                        chain.findings()))
                .toList();
        return new VerificationReport(
                report.toolVersion(), report.verdict(), report.server(), report.seed(), report.millis(), chains);
    }

    private static StepReport moved(StepReport step, int lines, String sql) {
        StatementTrace up = step.statements().get(0);
        SourceSpan at = new SourceSpan(up.statement().at().file(), 1 + lines);
        StatementTrace other = new StatementTrace(
                up.direction(),
                up.index(),
                Statement.of(sql, at),
                up.millis(),
                up.held(),
                up.alreadyHeld(),
                up.rewrote(),
                up.scanned(),
                up.indexesBuilt(),
                up.touched(),
                up.updateCount(),
                up.notices(),
                up.outsideTransaction());
        List<Finding> findings = step.findings().stream()
                .map(finding -> finding.at().file().equals(at.file()) ? at(finding, at) : finding)
                .toList();
        return new StepReport(
                step.version(),
                step.description(),
                step.file(),
                step.verdict(),
                step.upOutcome(),
                step.sqlState(),
                step.millis(),
                step.downOutcome(),
                step.reupOutcome(),
                List.of(other, step.statements().get(1)),
                step.data(),
                step.change(),
                findings,
                step.notObserved());
    }

    private static Finding at(Finding finding, SourceSpan at) {
        return new Finding(
                finding.rule(),
                finding.category(),
                finding.severity(),
                at,
                finding.object(),
                finding.saw(),
                finding.means(),
                finding.instead(),
                finding.evidence(),
                finding.suppressed());
    }
}
