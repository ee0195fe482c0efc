package dev.lockkeeper.report;

import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.VerificationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The formats a report can be written in, as found on the class path. */
public final class ReportFormats {

    private final SortedMap<String, ReportWriter> texts = new TreeMap<>();
    private final SortedMap<String, ReportFolderWriter> folders = new TreeMap<>();

    public ReportFormats(Iterable<ReportWriter> texts, Iterable<ReportFolderWriter> folders) {
        texts.forEach(writer -> this.texts.put(writer.format(), writer));
        folders.forEach(writer -> this.folders.put(writer.format(), writer));
    }

    public static ReportFormats found() {
        return new ReportFormats(ServiceLoader.load(ReportWriter.class), ServiceLoader.load(ReportFolderWriter.class));
    }

    /** Every word that may follow {@code --format}, sorted. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(texts.keySet());
        names.addAll(folders.keySet());
        return names;
    }

    /** The writer of a format that is one text and so may go to standard output. */
    public Optional<ReportWriter> text(String format) {
        return Optional.ofNullable(texts.get(format));
    }

    /** Writes the report to a file, or into a folder for a format of several files; either is made when missing. */
    public void write(String format, VerificationReport report, WriteOptions options, Path to) {
        ReportWriter text = texts.get(format);
        ReportFolderWriter folder = folders.get(format);
        if (text == null && folder == null) {
            throw LockkeeperException.because("There is no report format \"" + format + "\".")
                    .tryThis("one of " + String.join(", ", names()) + ".");
        }
        try {
            if (text != null) {
                Path parent = to.toAbsolutePath().getParent();
                Files.createDirectories(parent == null ? to : parent);
                try (Writer out = Files.newBufferedWriter(to)) {
                    text.write(report, options, out);
                }
            }
            if (folder != null) {
                Files.createDirectories(to);
                folder.write(report, options, to);
            }
        } catch (IOException | UncheckedIOException e) {
            throw LockkeeperException.because("Could not write the " + format + " report to " + to + ".")
                    .answered(e.toString())
                    .tryThis("a place you may write to.")
                    .causedBy(e);
        }
    }
}
