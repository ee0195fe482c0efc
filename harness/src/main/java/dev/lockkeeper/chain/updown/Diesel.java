package dev.lockkeeper.chain.updown;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.StepDraft;
import dev.lockkeeper.chain.Versions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the folders of Diesel: {@code <version>_<name>/up.sql}, {@code down.sql} and perhaps {@code metadata.toml}. */
public final class Diesel implements ChainFormat {

    private static final String METADATA = "metadata.toml";
    private static final Pattern IN_TRANSACTION =
            Pattern.compile("^[ \\t]*run_in_transaction[ \\t]*=[ \\t]*(\\w+)", Pattern.MULTILINE);

    @Override
    public String id() {
        return "diesel";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "Diesel",
                "<version>_<name>/up.sql, down.sql",
                "file",
                "each folder",
                "metadata.toml with run_in_transaction = false",
                "__diesel_schema_migrations");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return steps(glance)
                .map(step -> "folders like " + step.getFileName() + " with an up.sql")
                .findFirst();
    }

    private static Stream<Path> steps(Glance glance) {
        return glance.folders().stream().filter(folder -> Files.isRegularFile(folder.resolve("up.sql")));
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles(id()));
        Glance glance = Glance.at(folder);
        steps(glance).sorted(Comparator.comparing(Diesel::order)).forEach(step -> add(step, draft));
        noteWithoutUp(glance, draft);
        return draft.build(false);
    }

    /** The tool sorts by the version without its dashes. */
    private static String order(Path step) {
        return version(step).replace("-", "");
    }

    private static String version(Path step) {
        String name = step.getFileName().toString();
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end);
    }

    private static void noteWithoutUp(Glance glance, ChainDraft draft) {
        for (Path below : glance.folders()) {
            Path down = below.resolve("down.sql");
            if (Files.exists(down) && !Files.exists(below.resolve("up.sql"))) {
                draft.mistakes()
                        .add(
                                new SourceSpan(draft.nameOf(down), 1),
                                "a down without an up: there is no up.sql beside it",
                                "write the up.sql, or delete the folder");
            }
        }
    }

    private static void add(Path folder, ChainDraft draft) {
        String version = version(folder);
        String name = folder.getFileName().toString();
        SourceText up = draft.text(folder.resolve("up.sql"));
        noteEmpty(up, draft);
        StepDraft step = draft.step(version, Versions.words(name.substring(version.length())))
                .file(up);
        Grouping grouping = grouping(folder, step, draft);
        step.up(draft.sql(up, grouping));
        Path downFile = folder.resolve("down.sql");
        if (Files.exists(downFile)) {
            SourceText down = draft.text(downFile);
            noteEmpty(down, draft);
            step.file(down).down(draft.sql(down, grouping));
        }
        step.add();
    }

    private static void noteEmpty(SourceText file, ChainDraft draft) {
        if (file.length() == 0) {
            draft.saw(new Fact.RefusedByTool(
                    file.start(), "an empty file", "Diesel refuses to run a file of no bytes; a comment would do"));
        }
    }

    /** No file means yes; a file without the key means no; a file that is no TOML is passed over, which means yes. */
    private static Grouping grouping(Path folder, StepDraft step, ChainDraft draft) {
        Path file = folder.resolve(METADATA);
        if (!Files.exists(file)) {
            return Grouping.TRANSACTION;
        }
        SourceText metadata = draft.text(file);
        step.file(metadata);
        Matcher key = IN_TRANSACTION.matcher(metadata.text());
        if (!key.find()) {
            draft.saw(new Fact.MarkerInert(
                    metadata.start(), METADATA, "without run_in_transaction in it, Diesel reads it as false"));
            return Grouping.SIMPLE_QUERY;
        }
        if (List.of("true", "false").contains(key.group(1))) {
            return key.group(1).equals("true") ? Grouping.TRANSACTION : Grouping.SIMPLE_QUERY;
        }
        draft.saw(new Fact.MarkerInert(
                metadata.spanAt(key.start()),
                key.group().strip(),
                "it is neither true nor false, so Diesel passes the file over"));
        return Grouping.TRANSACTION;
    }
}
