package dev.lockkeeper.reports;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportFormats;
import dev.lockkeeper.report.WriteOptions;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five reports keep what each format's own readers demand. */
class PublishedSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void sarif_keeps_the_schema_of_oasis() throws IOException {
        JsonSchema schema = schema("/schema/sarif-schema-2.1.0.json", VersionFlag.V7);
        for (VerificationReport report : Reports.five().values()) {
            JsonNode sarif = JSON.readTree(written("sarif", report));

            assertEquals(Set.of(), schema.validate(sarif));
        }
        assertFalse(schema.validate(JSON.readTree("{\"version\": \"2.1.0\", \"runs\": [{}]}"))
                .isEmpty());
    }

    @Test
    void sarif_tells_code_scanning_what_it_needs() throws IOException {
        JsonNode run =
                JSON.readTree(written("sarif", Reports.unsafe())).get("runs").get(0);
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode result : run.get("results")) {
            JsonNode rule =
                    run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt());

            assertEquals(rule.get("id"), result.get("ruleId"));
            assertFalse(rule.at("/help/text").asText().isBlank());
            assertTrue(
                    result.at("/locations/0/physicalLocation/region/startLine").asInt() > 0);
            assertTrue(fingerprints.add(
                    result.at("/partialFingerprints/primaryLocationLineHash").asText()));
        }
        assertEquals(Reports.unsafe().allFindings().count(), fingerprints.size());
        assertEquals(
                "carts moved to the basket service in March, archive checked",
                run.get("results").findValue("justification").asText());
    }

    @Test
    void junit_keeps_the_schema_of_ci_servers() throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Schema schema = factory.newSchema(resource("/schemas/junit.xsd"));
        for (VerificationReport report : Reports.five().values()) {
            String xml = written("junit", report);

            assertDoesNotThrow(() -> schema.newValidator().validate(new StreamSource(new StringReader(xml))), xml);
        }
    }

    @Test
    void gitlab_keeps_what_gitlab_documents_and_has_no_fingerprint_twice() throws IOException {
        JsonSchema schema = schema("/schemas/gitlab-code-quality.schema.json", VersionFlag.V202012);
        for (VerificationReport report : Reports.five().values()) {
            JsonNode issues = JSON.readTree(written("gitlab", report));

            assertEquals(Set.of(), schema.validate(issues));
            List<String> fingerprints = issues.findValuesAsText("fingerprint");
            assertEquals(fingerprints.size(), Set.copyOf(fingerprints).size());
        }
    }

    @Test
    void github_gets_one_command_a_line() throws IOException {
        for (VerificationReport report : Reports.five().values()) {
            written("github", report)
                    .lines()
                    .forEach(line -> assertTrue(
                            line.matches("::(error|warning|notice) (file=[^:,]+,line=\\d+,)?title=[^:,]+::.+"), line));
        }
    }

    @Test
    void markdown_of_a_huge_report_fits_into_a_comment() throws IOException {
        String comment = written("markdown", Reports.big(350));

        assertTrue(comment.startsWith("<!-- lockkeeper -->\n"));
        assertTrue(comment.length() <= 60_000, () -> comment.length() + " characters");
        assertTrue(comment.contains("errors in"), comment);
    }

    @Test
    void markdown_has_no_markup_but_ours() throws IOException {
        String comment =
                written("markdown", Reports.hostile()).replaceAll("\\\\.", "").replaceAll("`+[^`\n]*`+", "code");

        assertEquals(
                List.of(),
                Stream.of("<script", "<img", "<svg", "<b>", "](javascript", "://", " @everyone", "www.e")
                        .filter(comment::contains)
                        .toList(),
                comment);
    }

    @Test
    void text_has_no_character_that_steers_a_terminal() throws IOException {
        String text = written("text", Reports.hostile());

        assertTrue(text.codePoints().allMatch(each -> each == '\n' || (each >= 0x20 && each != 0x7f)), text);
        assertFalse(text.contains("\u202E"), text);
        assertTrue(text.lines().noneMatch(line -> line.strip().startsWith("::")), text);
    }

    @Test
    void text_is_no_wider_than_it_was_asked_to_be() throws IOException {
        StringBuilder out = new StringBuilder();
        ReportFormats.found()
                .text("text")
                .orElseThrow()
                .write(Reports.unsafe(), WriteOptions.plain().withWidth(72), out);

        List<String> wide =
                out.toString().lines().filter(line -> line.length() > 72).toList();
        assertEquals(List.of(), wide);
    }

    @Test
    void allure_reads_every_result_and_finds_every_attachment(@TempDir Path folder) throws IOException {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        for (var each : Reports.five().entrySet()) {
            Path results = folder.resolve(each.getKey());
            ReportFormats.found().write("allure", each.getValue(), WriteOptions.plain(), results);

            try (Stream<Path> files = Files.list(results)) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().endsWith("-result.json")) {
                        TestResult result = mapper.readValue(file.toFile(), TestResult.class);
                        assertTrue(result.getStop() >= result.getStart());
                        result.getAttachments()
                                .forEach(attached -> assertTrue(Files.exists(results.resolve(attached.getSource()))));
                    }
                }
            }
            Golden.same(GoldenTest.FOLDER.resolve(each.getKey() + ".allure"), asOneText(results));
        }
    }

    private static String asOneText(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                text.append("==== ").append(file.getFileName()).append('\n').append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static String written(String format, VerificationReport report) throws IOException {
        StringBuilder out = new StringBuilder();
        ReportFormats.found().text(format).orElseThrow().write(report, out);
        return out.toString();
    }

    private static JsonSchema schema(String name, VersionFlag version) throws IOException {
        try (InputStream schema = resource(name).openStream()) {
            return JsonSchemaFactory.getInstance(version).getSchema(schema);
        }
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(PublishedSchemasTest.class.getResource(name), name);
    }
}
