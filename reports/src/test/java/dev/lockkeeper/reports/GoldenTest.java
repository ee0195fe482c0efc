package dev.lockkeeper.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportWriter;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.html.HtmlReportWriter;
import dev.lockkeeper.reports.sarif.SarifReportWriter;
import dev.lockkeeper.reports.view.RulePages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every writer writes the five reports as the golden files say; {@code -Dgolden.update} rewrites them. */
class GoldenTest {

    static final Path FOLDER = Path.of("src/test/resources/golden");

    @TestFactory
    List<DynamicTest> every_format_writes_the_five_reports_as_before() {
        List<DynamicTest> tests = new ArrayList<>();
        for (ReportWriter found : ServiceLoader.load(ReportWriter.class)) {
            ReportWriter writer = withPages(found);
            Reports.five()
                    .forEach((name, report) -> tests.add(
                            dynamicTest(name + " as " + writer.format(), () -> compare(writer, name, report))));
        }
        assertTrue(tests.size() >= 5, "no writer was found");
        return tests;
    }

    /** The rules' own pages change with the rules; what a writer makes of a page should not. */
    private static ReportWriter withPages(ReportWriter writer) {
        RulePages pages = finding -> finding.rule().equals("drop-column")
                ? Optional.of("# Drops a column that holds values\n\n**What was seen.** A column is gone.\n")
                : Optional.empty();
        return switch (writer.format()) {
            case "html" -> new HtmlReportWriter(pages);
            case "sarif" -> new SarifReportWriter(pages);
            default -> writer;
        };
    }

    private static void compare(ReportWriter writer, String name, VerificationReport report) throws IOException {
        String written = written(writer, report);
        assertEquals(written, written(writer, report), "the same report gave other bytes");
        Golden.same(FOLDER.resolve(name + "." + writer.format()), written);
    }

    private static String written(ReportWriter writer, VerificationReport report) throws IOException {
        StringBuilder out = new StringBuilder();
        writer.write(report, WriteOptions.plain(), out);
        return out.toString();
    }
}
