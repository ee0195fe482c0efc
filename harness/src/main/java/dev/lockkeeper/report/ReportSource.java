package dev.lockkeeper.report;

import dev.lockkeeper.model.VerificationReport;
import java.nio.file.Path;

/** Reads a finished report back, so that it can be written in another format; found as a service. */
public interface ReportSource {

    /**
     * @throws dev.lockkeeper.model.LockkeeperException when the file is no report
     */
    VerificationReport read(Path file);
}
