package dev.lockkeeper.reports.markdown;

import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportWriter;
import dev.lockkeeper.report.WriteOptions;
import java.io.IOException;

/** Writes the summary page of a workflow step: the comment, with the room that page has. */
public final class GithubSummaryWriter implements ReportWriter {

    /** GitHub takes one MiB; a character may be three bytes. */
    private static final int PAGE = 340_000;

    @Override
    public String format() {
        return "github-summary";
    }

    @Override
    public void write(VerificationReport report, WriteOptions options, Appendable out) throws IOException {
        out.append(Comment.of(report, options, PAGE));
    }
}
