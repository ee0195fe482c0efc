package dev.lockkeeper.chain.updown;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the files of golang-migrate: {@code 0001_name.up.sql} and {@code 0001_name.down.sql}, ordered by number. */
public final class GolangMigrate implements ChainFormat {

    private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.(down|up)\\.(.*)");

    /** Files that are ups in other formats, beside whose downs they may lie. */
    private static final Pattern PLAIN = Pattern.compile("[0-9]+_.*(?<!\\.down|\\.up)\\.sql");

    /** The tool keeps a version in 64 bits without a sign. */
    private static final BigInteger TOO_LARGE = BigInteger.ONE.shiftLeft(64);

    @Override
    public String id() {
        return "golang-migrate";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "golang-migrate",
                "<number>_<name>.up.sql, .down.sql",
                "file",
                "each file is one simple query",
                "a statement alone in its file",
                "schema_migrations");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        List<String> names = glance.names(UpDownTools.NUMBERED).stream()
                .filter(GolangMigrate::fits)
                .toList();
        boolean hasUp = names.stream().anyMatch(name -> name.endsWith(".up.sql"));
        if (names.isEmpty()
                || !(hasUp || glance.names(PLAIN).isEmpty())
                || !UpDownTools.of(glance).contains(id())) {
            return Optional.empty();
        }
        return Optional.of("files like " + names.get(0));
    }

    private static boolean fits(String name) {
        return new BigInteger(name.substring(0, name.indexOf('_'))).compareTo(TOO_LARGE) < 0;
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles(id()));
        UpDownFiles<BigInteger> files = new UpDownFiles<>(draft);
        for (Path file : Glance.at(folder).files()) {
            place(file, draft, files);
        }
        files.addSteps(file -> Grouping.SIMPLE_QUERY);
        return draft.build(false);
    }

    private static void place(Path file, ChainDraft draft, UpDownFiles<BigInteger> files) {
        String name = file.getFileName().toString();
        Matcher parts = NAME.matcher(name);
        if (parts.matches() && new BigInteger(parts.group(1)).compareTo(TOO_LARGE) < 0) {
            BigInteger number = new BigInteger(parts.group(1));
            if (parts.group(3).equals("up")) {
                files.up(number, parts.group(1), parts.group(2), file);
            } else {
                files.down(number, parts.group(1), parts.group(2), file);
            }
        } else if (name.endsWith(".sql")) {
            draft.saw(new Fact.FileIgnored(
                    new SourceSpan(draft.nameOf(file), 1),
                    "golang-migrate runs only files named <number>_<name>.up.sql and <number>_<name>.down.sql"));
        }
    }
}
