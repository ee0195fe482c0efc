package dev.lockkeeper.reports.json;

import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportSource;
import java.nio.file.Path;

/** Offers the reader of JSON reports as a service. */
public final class JsonReportSource implements ReportSource {

    @Override
    public VerificationReport read(Path file) {
        return ReportReader.read(file);
    }
}
