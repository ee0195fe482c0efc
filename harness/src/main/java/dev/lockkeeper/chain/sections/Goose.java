package dev.lockkeeper.chain.sections;

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
import dev.lockkeeper.model.Unreadable;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the files of goose: {@code 1_name.sql} with marked sections, and notes steps written in Go. */
public final class Goose implements ChainFormat {

    private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.(sql|go)", Pattern.DOTALL);
    private static final Pattern UP_MARK =
            Pattern.compile("^--\\s*\\+goose\\s+up\\b", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern NO_WAY_BACK =
            Pattern.compile("AddMigration(?:NoTx)?(?:Context)?\\s*\\([^,()]+,\\s*nil\\s*\\)");

    @Override
    public String id() {
        return "goose";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "goose",
                "<number>_<name>.sql with -- +goose Up and -- +goose Down",
                "section",
                "each file",
                "-- +goose NO TRANSACTION, for both ways",
                "goose_db_version");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.sqlWith(UP_MARK).map(file -> "-- +goose Up in " + file.getFileName());
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles(id()));
        Map<BigInteger, Path> files = new TreeMap<>();
        for (Path file : Glance.at(folder).files()) {
            place(file, draft, files);
        }
        files.values().forEach(file -> add(file, options, draft));
        return draft.build(false);
    }

    private static void place(Path file, ChainDraft draft, Map<BigInteger, Path> files) {
        String name = file.getFileName().toString();
        SourceSpan at = new SourceSpan(draft.nameOf(file), 1);
        Matcher parts = NAME.matcher(name);
        boolean isStep = parts.matches() && !name.endsWith("_test.go") && new BigInteger(parts.group(1)).signum() > 0;
        if (!isStep) {
            if (name.endsWith(".sql")) {
                draft.saw(new Fact.FileIgnored(
                        at, "goose runs only files named <number>_<name>.sql with a number above 0"));
            }
            return;
        }
        Path other = files.putIfAbsent(new BigInteger(parts.group(1)), file);
        if (other != null) {
            draft.mistakes()
                    .add(
                            at,
                            "version %s is taken already by %s".formatted(parts.group(1), draft.nameOf(other)),
                            "give one of them another version");
        }
    }

    private static void add(Path file, ReadOptions options, ChainDraft draft) {
        Matcher parts = NAME.matcher(file.getFileName().toString());
        if (!parts.matches()) {
            throw new IllegalStateException(file + " was taken for a step");
        }
        SourceText text = draft.text(file);
        StepDraft step =
                draft.step(parts.group(1), Versions.words(parts.group(2))).file(text);
        if (parts.group(3).equals("go")) {
            step.unreadable(
                    new Unreadable(
                            text.start(), "it is written in Go, which only the program it is built into can run"),
                    !NO_WAY_BACK.matcher(text.text()).find());
        } else {
            SourceText expanded = new GooseVariables(options.placeholders(), draft.mistakes()).expand(text);
            GooseSections sections = GooseSections.of(expanded, draft.mistakes());
            Grouping grouping = sections.inTransaction() ? Grouping.TRANSACTION : Grouping.AUTOCOMMIT;
            step.up(draft.sql(expanded, sections.upAt(), sections.up(), grouping))
                    .marks(draft.marksOf(text));
            if (sections.hasDown()) {
                step.down(draft.sql(expanded, sections.downAt(), sections.down(), grouping));
            }
        }
        step.add();
    }
}
