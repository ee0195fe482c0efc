package dev.lockkeeper.report;

import dev.lockkeeper.model.VerificationReport;
import java.io.IOException;

/** One way to write a finished report as one text; found as a service. Same report in, same bytes out. */
public interface ReportWriter {

    /** The word after {@code --format}, e.g. {@code json}. */
    String format();

    void write(VerificationReport report, WriteOptions options, Appendable out) throws IOException;

    /** Writes it as a file would hold it: no colour, paths as the run saw them. */
    default void write(VerificationReport report, Appendable out) throws IOException {
        write(report, WriteOptions.plain(), out);
    }
}
