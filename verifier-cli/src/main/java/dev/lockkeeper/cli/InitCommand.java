package dev.lockkeeper.cli;

import dev.lockkeeper.Verifications;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.Detected;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.gate.KeyFiles;
import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lays out a configuration and the folders of fixtures for the chains it finds. */
@Command(
        name = "init",
        description = {
            "Writes lockkeeper.yml for the chains found below a folder, and a folder for the rows of each.",
            "What is there already stays as it is."
        })
final class InitCommand implements Callable<Integer> {

    /** A chain that was found, as the file is to name it. */
    private record Entry(String name, Path path, String format) {}

    private final Console console;

    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "where the file is to lie; without one, here")
    private String folder = ".";

    @Option(
            names = "--keys",
            description = "instead, make the pair of keys by which attestations are signed and believed")
    private boolean keys;

    InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path root = console.here().resolve(folder).normalize();
        if (keys) {
            return keys(root);
        }
        List<Entry> entries = entries(root);
        if (entries.isEmpty()) {
            throw LockkeeperException.because("There is no migration chain below " + root.toAbsolutePath() + ".")
                    .tryThis("name the folder of your project; see lockkeeper formats for what is recognised.");
        }
        try {
            write(root, entries);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not write below " + root.toAbsolutePath() + ".")
                    .answered(e.toString())
                    .causedBy(e);
        }
        return ExitCode.SAFE.code();
    }

    private int keys(Path root) {
        KeyFiles made = KeyFiles.create(root);
        console.out().println("written  " + made.secret() + "  signs; for lockkeeper check alone, never committed");
        console.out().println("written  " + made.open() + "  believes; commit it, lockkeeper gate --trust it");
        console.out().println("key      " + made.id());
        return ExitCode.SAFE.code();
    }

    private void write(Path root, List<Entry> entries) throws IOException {
        writeNew(root.resolve(Configuration.FILE), yaml(entries));
        for (Entry entry : entries) {
            Path rows = root.resolve("fixtures").resolve(entry.name());
            Files.createDirectories(rows);
            writeNew(rows.resolve("README.md"), aboutRows(entry));
        }
    }

    private void writeNew(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            console.out().println("kept     " + file);
            return;
        }
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        console.out().println("written  " + file);
    }

    private static List<Entry> entries(Path root) {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path chain : ChainFormats.findChains(root)) {
            List<Detected> detected = ChainFormats.detect(chain);
            String format = detected.size() == 1 ? detected.get(0).format().id() : "";
            Path path = root.relativize(chain);
            entries.add(new Entry(nameOf(root, path, names), path, format));
        }
        return entries;
    }

    /** The shortest end of the path that no other chain has; the project's own name for a folder called migrations. */
    private static String nameOf(Path root, Path path, Set<String> taken) {
        Path full = root.resolve(path).toAbsolutePath().normalize();
        String name = String.valueOf(full.getFileName());
        for (Path above = full.getParent();
                above != null && (name.matches("migrations?|sql") || taken.contains(name)); ) {
            String parent = String.valueOf(above.getFileName());
            name = name.matches("migrations?|sql") && !taken.contains(parent) ? parent : parent + "-" + name;
            above = above.getParent();
        }
        taken.add(name);
        return name;
    }

    private static String yaml(List<Entry> entries) {
        StringBuilder text = new StringBuilder("# What lockkeeper verify reads; every key may be left out.\n"
                + "postgres:\n  version: \"" + Verifications.DEFAULT_VERSION
                + "\"    # the version you run in production\nchains:\n");
        for (Entry entry : entries) {
            String path = entry.path().toString().replace('\\', '/');
            text.append("  - name: ").append(quoted(entry.name())).append('\n');
            text.append("    path: ")
                    .append(quoted(path.isEmpty() ? "." : path))
                    .append('\n');
            if (!entry.format().isEmpty()) {
                text.append("    format: ").append(entry.format()).append('\n');
            }
            text.append("    fixtures: ")
                    .append(quoted("fixtures/" + entry.name()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z_./][A-Za-z0-9_./-]*")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String aboutRows(Entry entry) {
        return """
                # Rows for the chain %s

                - `VERSION.sql`: rows production would hold once VERSION has been applied; laid right after its up.
                - `VERSION/SCHEMA.TABLE.csv`: the same as CSV, column names in the first line.
                - `base.sql`: rows of a database that stood before the first step.
                - `VERSION.probe.sql`: statements of the release that shipped with VERSION; each must still work after
                  the next step.

                VERSION is written as the migration tool writes it.
                """
                .formatted(entry.name());
    }
}
