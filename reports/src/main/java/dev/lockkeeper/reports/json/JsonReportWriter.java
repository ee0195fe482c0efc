package dev.lockkeeper.reports.json;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportWriter;
import dev.lockkeeper.report.WriteOptions;
import java.io.IOException;

/** Writes the report contract; the schema lies beside this class as {@code lockkeeper-report-1.schema.json}. */
public final class JsonReportWriter implements ReportWriter {

    /** The published schema, as a class path resource. */
    public static final String SCHEMA = "/dev/lockkeeper/reports/json/lockkeeper-report-1.schema.json";

    private static final ObjectWriter PRETTY = new ObjectMapper().writer(layout());

    @Override
    public String format() {
        return "json";
    }

    @Override
    public void write(VerificationReport report, WriteOptions options, Appendable out) throws IOException {
        out.append(pretty(ReportTree.of(report)));
    }

    /** JSON as all our files have it: two spaces, one kind of line end, a last line that ends. */
    public static String pretty(JsonNode tree) throws IOException {
        return PRETTY.writeValueAsString(tree) + "\n";
    }

    private static DefaultPrettyPrinter layout() {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indent)
                .withArrayIndenter(indent);
    }
}
