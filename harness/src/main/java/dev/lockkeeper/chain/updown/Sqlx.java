package dev.lockkeeper.chain.updown;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.SourceText;
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

/** Reads the files of sqlx: {@code 1_name.sql}, or {@code 1_name.up.sql} with {@code 1_name.down.sql}. */
public final class Sqlx implements ChainFormat {

    private static final Pattern NAME = Pattern.compile("([^_]*)_(.*?)(\\.up|\\.down)?\\.sql", Pattern.DOTALL);
    private static final Pattern SIMPLE = Pattern.compile("[0-9]+_.*\\.sql");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

    /** The only place where the tool looks for it is the very beginning of the file. */
    private static final String NO_TRANSACTION = "-- no-transaction";

    private static final Pattern MISPLACED =
            Pattern.compile("^[ \\t]*--[ \\t]*no[-_ ]?transaction\\b.*$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    @Override
    public String id() {
        return "sqlx";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "sqlx",
                "<number>_<name>.sql, or .up.sql and .down.sql",
                "file",
                "each file",
                "-- no-transaction at the very beginning of the file",
                "_sqlx_migrations");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        List<String> names = glance.names(SIMPLE);
        if (names.isEmpty() || !UpDownTools.of(glance).contains(id())) {
            return Optional.empty();
        }
        return Optional.of("files like " + names.get(0) + " in a project that uses sqlx");
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles(id()));
        UpDownFiles<BigInteger> files = new UpDownFiles<>(draft);
        for (Path file : Glance.at(folder).files()) {
            place(file, draft, files);
        }
        files.addSteps(file -> grouping(file, draft));
        return draft.build(false);
    }

    private static void place(Path file, ChainDraft draft, UpDownFiles<BigInteger> files) {
        String name = file.getFileName().toString();
        SourceSpan at = new SourceSpan(draft.nameOf(file), 1);
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            if (name.endsWith(".sql")) {
                draft.saw(new Fact.FileIgnored(at, "sqlx runs only files named <number>_<name>.sql"));
            }
        } else if (!NUMBER.matcher(parts.group(1)).matches()) {
            draft.mistakes().add(at, "sqlx stops at this name, since \"%s\" is no number".formatted(parts.group(1)));
        } else if (".down".equals(parts.group(3))) {
            files.down(new BigInteger(parts.group(1)), parts.group(1), parts.group(2), file);
        } else {
            files.up(new BigInteger(parts.group(1)), parts.group(1), parts.group(2), file);
        }
    }

    /** Without the tool's transaction several statements are still one query, and so one transaction. */
    private static Grouping grouping(SourceText file, ChainDraft draft) {
        if (file.text().startsWith(NO_TRANSACTION)) {
            return Grouping.SIMPLE_QUERY;
        }
        Matcher misplaced = MISPLACED.matcher(file.text());
        if (misplaced.find()) {
            draft.saw(new Fact.MarkerInert(
                    file.spanAt(misplaced.start()),
                    misplaced.group().strip(),
                    "sqlx heeds it only when the file begins with exactly " + NO_TRANSACTION));
        }
        return Grouping.TRANSACTION;
    }
}
