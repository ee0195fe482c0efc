package dev.lockkeeper.reports.markdown;

import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportWriter;
import dev.lockkeeper.report.WriteOptions;
import java.io.IOException;

/** Writes one comment of a pull request, found again by its hidden first line and never longer than a host takes. */
public final class MarkdownReportWriter implements ReportWriter {

    /** GitHub takes 65,536 characters. */
    private static final int COMMENT = 60_000;

    @Override
    public String format() {
        return "markdown";
    }

    @Override
    public void write(VerificationReport report, WriteOptions options, Appendable out) throws IOException {
        out.append(Comment.of(report, options, COMMENT));
    }
}
