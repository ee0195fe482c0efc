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
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the files of sql-migrate: any {@code .sql} file with marked sections, known by its whole name. */
public final class SqlMigrate implements ChainFormat {

    private static final Pattern MARK = Pattern.compile("^-- \\+migrate (?:Up|Down)\\b", Pattern.MULTILINE);
    private static final Pattern NUMBER = Pattern.compile("^(\\d+).*$", Pattern.DOTALL);

    /** Names with a number in front come first, by number; what is left is decided by the name. */
    private static final Comparator<String> ORDER = Comparator.comparing((String name) -> !hasNumber(name))
            .thenComparing(SqlMigrate::number)
            .thenComparing(Comparator.naturalOrder());

    @Override
    public String id() {
        return "sql-migrate";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "sql-migrate",
                "<name>.sql with -- +migrate Up and -- +migrate Down",
                "section",
                "each file",
                "-- +migrate Up notransaction, for each way",
                "gorp_migrations");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.sqlWith(MARK).map(file -> "-- +migrate in " + file.getFileName());
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles(id()));
        List<String> names = Glance.at(folder).files().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".sql"))
                .sorted(ORDER)
                .toList();
        Versions versions = Versions.among(names.stream().map(SqlMigrate::stem).toList());
        names.forEach(name -> add(name, versions, draft));
        return draft.build(false);
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - ".sql".length());
    }

    private static boolean hasNumber(String name) {
        return NUMBER.matcher(name).matches();
    }

    private static BigInteger number(String name) {
        Matcher number = NUMBER.matcher(name);
        return number.matches() ? new BigInteger(number.group(1)) : BigInteger.ZERO;
    }

    private static void add(String name, Versions versions, ChainDraft draft) {
        SourceText text = draft.text(draft.folder().resolve(name));
        SqlMigrateSections sections = SqlMigrateSections.of(text, draft);
        StepDraft step = draft.step(versions.of(stem(name)), versions.description(stem(name)))
                .file(text)
                .up(draft.sql(text, sections.upAt(), sections.up(), sections.upGrouping()))
                .marks(draft.marksOf(text));
        if (sections.hasDown()) {
            step.down(draft.sql(text, sections.downAt(), sections.down(), sections.downGrouping()));
        }
        step.add();
    }
}
