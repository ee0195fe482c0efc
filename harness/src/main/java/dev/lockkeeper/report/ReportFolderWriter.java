package dev.lockkeeper.report;

import dev.lockkeeper.model.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;

/** One way to write a finished report as several files; found as a service. Same report in, same files out. */
public interface ReportFolderWriter {

    /** The word after {@code --format}, e.g. {@code allure}. */
    String format();

    /** Writes into a folder that exists; files of other names in it stay as they are. */
    void write(VerificationReport report, WriteOptions options, Path folder) throws IOException;
}
