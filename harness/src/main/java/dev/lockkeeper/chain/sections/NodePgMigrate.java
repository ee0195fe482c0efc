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
import dev.lockkeeper.chain.updown.UpDownTools;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Unreadable;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the SQL files of node-pg-migrate, with marked sections or as pairs, and notes steps written in JavaScript. */
public final class NodePgMigrate implements ChainFormat {

    private static final Pattern NAME =
            Pattern.compile("(\\d+)(.*?)(\\.up|\\.down)?\\.(sql|[cm]?[jt]s)", Pattern.DOTALL);
    private static final Pattern UP = mark("up");
    private static final Pattern DOWN = mark("down");
    private static final Pattern STAMPED = Pattern.compile("(?:\\d{13}|\\d{17})_.*\\.(?:sql|[cm]?[jt]s)");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT);

    @Override
    public String id() {
        return "node-pg-migrate";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "node-pg-migrate (SQL)",
                "<digits>_<name>.sql with -- Up Migration and -- Down Migration",
                "section or file",
                "everything pending in one",
                "–",
                "pgmigrations");
    }

    private static Pattern mark(String way) {
        return Pattern.compile(
                "^[ \\t]*--[ \\t-]*" + way + "\\s+migration", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        Optional<Path> marked = glance.sqlWith(UP);
        if (marked.isPresent()) {
            return Optional.of("-- Up Migration in " + marked.get().getFileName());
        }
        boolean named = !glance.names(STAMPED).isEmpty()
                || !glance.names(UpDownTools.NUMBERED).isEmpty();
        return named && UpDownTools.of(glance).contains(id())
                ? Optional.of("numbered files in a project that uses node-pg-migrate")
                : Optional.empty();
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles(id()));
        List<Path> files = Glance.at(folder).files().stream()
                .filter(file -> isStep(file, draft))
                .sorted(Comparator.comparing((Path file) -> order(name(file))).thenComparing(NodePgMigrate::name))
                .toList();
        Versions versions =
                Versions.among(files.stream().map(NodePgMigrate::stem).toList());
        files.forEach(file -> add(file, versions, draft));
        return draft.build(true);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String stem(Path file) {
        return name(file).replaceFirst("(?:\\.up)?\\.[a-z]+$", "");
    }

    private static boolean isStep(Path file, ChainDraft draft) {
        Matcher parts = NAME.matcher(name(file));
        if (!parts.matches()) {
            if (name(file).endsWith(".sql")) {
                draft.mistakes()
                        .add(
                                new SourceSpan(draft.nameOf(file), 1),
                                "node-pg-migrate stops at a name that does not begin with digits");
            }
            return false;
        }
        if (!".down".equals(parts.group(3))) {
            return true;
        }
        if (!Files.exists(file.resolveSibling(name(file).replace(".down.sql", ".up.sql")))) {
            draft.mistakes()
                    .add(
                            new SourceSpan(draft.nameOf(file), 1),
                            "a down without an up: there is no .up.sql of the same name",
                            "rename the down to the name of its up, or delete it");
        }
        return false;
    }

    /** 17 digits are a time in UTC and compare as milliseconds with 13 digits. */
    private static BigInteger order(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return BigInteger.ZERO;
        }
        String digits = parts.group(1);
        try {
            return digits.length() == 17
                    ? BigInteger.valueOf(LocalDateTime.parse(digits, UTC)
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli())
                    : new BigInteger(digits);
        } catch (DateTimeParseException noTime) {
            return new BigInteger(digits);
        }
    }

    private static void add(Path file, Versions versions, ChainDraft draft) {
        SourceText text = draft.text(file);
        StepDraft step = draft.step(versions.of(stem(file)), versions.description(stem(file)))
                .file(text);
        if (!name(file).endsWith(".sql")) {
            step.unreadable(
                    new Unreadable(text.start(), "it is a program; node-pg-migrate up --dry-run prints its SQL"), true);
        } else if (name(file).endsWith(".up.sql")) {
            pair(file, text, step, draft);
        } else {
            sections(text, step, draft);
        }
        step.add();
    }

    private static void pair(Path file, SourceText text, StepDraft step, ChainDraft draft) {
        step.up(draft.sql(text, Grouping.TRANSACTION));
        Path downFile = file.resolveSibling(name(file).replace(".up.sql", ".down.sql"));
        if (Files.exists(downFile)) {
            SourceText down = draft.text(downFile);
            step.file(down).down(draft.sql(down, Grouping.TRANSACTION));
        }
    }

    /** A section runs to the other's mark when that comes later, else to the end; without marks all is up. */
    private static void sections(SourceText text, StepDraft step, ChainDraft draft) {
        int up = find(UP, text);
        int down = find(DOWN, text);
        int end = text.length();
        if (up >= 0) {
            step.up(draft.sql(text, up, down < up ? end : down, Grouping.TRANSACTION));
        } else {
            step.up(draft.sql(text, Grouping.TRANSACTION));
        }
        if (down >= 0) {
            step.down(draft.sql(text, down, up < down ? end : up, Grouping.TRANSACTION));
        }
        step.marks(draft.marksOf(text));
        if (up < 0 && down >= 0) {
            draft.saw(new Fact.MarkerInert(
                    text.spanAt(down),
                    "-- Down Migration",
                    "without -- Up Migration node-pg-migrate runs the whole file on the way up, this section too"));
        }
    }

    private static int find(Pattern mark, SourceText text) {
        Matcher matcher = mark.matcher(text.text());
        return matcher.find() ? matcher.start() : -1;
    }
}
