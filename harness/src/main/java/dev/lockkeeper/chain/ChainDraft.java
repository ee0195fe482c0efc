package dev.lockkeeper.chain;

import dev.lockkeeper.chain.ReadOptions.GroupingChoice;
import dev.lockkeeper.chain.SplitSql.PsqlCommand;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Mark;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.Step;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A chain while it is read: its steps so far, what was noticed on the way, and every mistake. */
public final class ChainDraft {

    private final String format;
    private final Path folder;
    private final ReadOptions options;
    private final Runner runner;
    private final Mistakes mistakes = new Mistakes();
    private final List<Fact> seen = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    public ChainDraft(String format, Path folder, ReadOptions options, Runner runner) {
        this.format = format;
        this.folder = folder;
        this.options = options;
        this.runner = runner;
    }

    public Path folder() {
        return folder;
    }

    public Mistakes mistakes() {
        return mistakes;
    }

    public void saw(Fact fact) {
        seen.add(fact);
    }

    /** The file's name as reports show it: relative to the chain's folder, with slashes. */
    public String nameOf(Path file) {
        Path relative = file.startsWith(folder) ? folder.relativize(file) : file;
        return relative.toString().replace('\\', '/');
    }

    public SourceText text(Path file) {
        return text(file, StandardCharsets.UTF_8);
    }

    public SourceText text(Path file, Charset charset) {
        SourceText text = TextFiles.read(file, nameOf(file), charset, mistakes);
        seen.addAll(TransactionMark.inert(text, format));
        if (!runner.skipsByteOrderMark()
                && !text.encoding().equals("UTF-8")
                && charset.equals(StandardCharsets.UTF_8)) {
            saw(new Fact.RefusedByTool(
                    text.start(),
                    text.encoding(),
                    "%s sends the file's bytes as they are, and PostgreSQL takes the byte order mark for a word"
                            .formatted(runner.name())));
        }
        return text;
    }

    /** The whole file as a script that its tool would send in this way. */
    public Sql sql(SourceText text, Grouping own) {
        return sql(text, 0, text.length(), own);
    }

    /** A part of a file as a script. */
    public Sql sql(SourceText text, int from, int to, Grouping own) {
        SplitSql split = SqlSplitter.split(text, from, to);
        check(split);
        return new Sql(new Script(split.statements(), groupingOf(own), text.spanAt(from)), split.marks());
    }

    /**
     * A script that its tool cuts into pieces by rules of its own; a piece may hold several statements.
     *
     * @param at where the script begins
     */
    public Sql sql(SourceText text, SourceSpan at, List<Chunk> chunks, Grouping own) {
        List<Statement> statements = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        for (Chunk chunk : chunks) {
            SplitSql split = SqlSplitter.split(text, chunk.start(), chunk.end());
            check(split);
            statements.addAll(split.statements());
            marks.addAll(split.marks());
        }
        boolean loneChunk = chunks.size() == 1 && statements.size() > 1;
        Grouping sent = own == Grouping.AUTOCOMMIT && loneChunk ? Grouping.SIMPLE_QUERY : own;
        return new Sql(new Script(statements, groupingOf(sent), at), marks);
    }

    /** A part of a file that its tool sends as one query. */
    public record Chunk(int start, int end) {}

    /** The marks of a whole file, also where its tool sees no script. */
    public List<Mark> marksOf(SourceText text) {
        return SqlSplitter.split(text).marks();
    }

    /** The way the script is run: the tool's own, or what the configuration says instead. */
    public Grouping groupingOf(Grouping own) {
        return options.grouping()
                .map(choice -> choice == GroupingChoice.NONE ? Grouping.AUTOCOMMIT : Grouping.TRANSACTION)
                .orElse(own);
    }

    private void check(SplitSql split) {
        for (PsqlCommand command : split.commands()) {
            check(command);
        }
        if (!runner.sendsCopyRows()) {
            split.statements().stream()
                    .filter(statement -> statement.copyData() != null)
                    .forEach(statement -> saw(new Fact.RefusedByTool(
                            statement.at(),
                            "COPY … FROM stdin",
                            "%s sends the rows behind it as SQL, which PostgreSQL refuses; only psql and Flyway read them"
                                    .formatted(runner.name()))));
        }
    }

    private void check(PsqlCommand command) {
        if (!PsqlCommands.isHarmless(command)) {
            mistakes.add(
                    command.at(),
                    "%s is a command of psql, which Lockkeeper does not run".formatted(command.name()),
                    "write it as SQL, or take the line out");
        } else if (!runner.isPsql()) {
            saw(new Fact.RefusedByTool(
                    command.at(),
                    command.name(),
                    "it is a command of psql; %s sends it to the server, which refuses it".formatted(runner.name())));
        }
    }

    void add(Step step) {
        steps.add(step);
    }

    /**
     * The finished chain.
     *
     * @param batch whether the tool runs everything pending in one transaction
     * @throws dev.lockkeeper.model.LockkeeperException with every mistake
     */
    public Chain build(boolean batch) {
        if (steps.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(new SourceSpan(".", 1), "there is no step here in the format " + format);
        }
        noteDuplicates();
        mistakes.throwIfAny("Could not read the chain in %s as %s.".formatted(folder, format));
        List<Step> grouped = StepGroups.grouped(steps);
        return new Chain(
                options.name(),
                format,
                folder,
                grouped,
                options.grouping().map(choice -> choice == GroupingChoice.BATCH).orElse(batch),
                runner.oneSession(),
                seen,
                null,
                Checksums.digest(grouped));
    }

    private void noteDuplicates() {
        Map<String, Step> byVersion = new HashMap<>();
        for (Step step : steps) {
            Step other = byVersion.putIfAbsent(step.version(), step);
            if (other != null) {
                mistakes.add(
                        new SourceSpan(step.file(), 1),
                        "version %s is taken already by %s".formatted(step.version(), other.file()));
            }
        }
    }

    /** Begins a step; {@link StepDraft#add} ends it. */
    public StepDraft step(String version, String description) {
        return new StepDraft(this, version, description);
    }
}
