package dev.lockkeeper.chain.sections;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainDraft.Chunk;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The sections of one sql-migrate file, cut into statements line by line as sql-migrate does it. */
final class SqlMigrateSections {

    private static final String PREFIX = "-- +migrate ";
    private static final Pattern ALMOST = Pattern.compile("\\s*--\\s*\\+migrate\\b.*", Pattern.CASE_INSENSITIVE);

    private enum Section {
        NONE,
        UP,
        DOWN
    }

    private final SourceText text;
    private final ChainDraft draft;
    private final List<Chunk> up = new ArrayList<>();
    private final List<Chunk> down = new ArrayList<>();
    private SourceSpan upAt;
    private SourceSpan downAt;
    private boolean upInTransaction = true;
    private boolean downInTransaction = true;
    private boolean hasDown;
    private Section section = Section.NONE;
    private boolean inBlock;
    /** The line on which the statement in hand began, or 0. */
    private int began;

    private SqlMigrateSections(SourceText text, ChainDraft draft) {
        this.text = text;
        this.draft = draft;
        this.upAt = text.start();
        this.downAt = text.start();
    }

    static SqlMigrateSections of(SourceText text, ChainDraft draft) {
        SqlMigrateSections sections = new SqlMigrateSections(text, draft);
        for (int line = 1; line <= text.lines(); line++) {
            sections.line(line, text.line(line));
        }
        sections.end();
        return sections;
    }

    List<Chunk> up() {
        return up;
    }

    List<Chunk> down() {
        return down;
    }

    SourceSpan upAt() {
        return upAt;
    }

    SourceSpan downAt() {
        return downAt;
    }

    boolean hasDown() {
        return hasDown;
    }

    Grouping upGrouping() {
        return upInTransaction ? Grouping.TRANSACTION : Grouping.AUTOCOMMIT;
    }

    Grouping downGrouping() {
        return downInTransaction ? Grouping.TRANSACTION : Grouping.AUTOCOMMIT;
    }

    private void line(int number, String line) {
        if (line.startsWith(PREFIX)) {
            command(number, line.substring(PREFIX.length()).strip());
        } else if (ALMOST.matcher(line).matches()) {
            inert(number, line.strip(), "sql-migrate wants it at the beginning of the line, written " + PREFIX + "…");
        } else if (section != Section.NONE && !line.startsWith("-- ") && !(began == 0 && line.isBlank())) {
            began = began == 0 ? number : began;
            if (!inBlock && SemicolonLines.endsStatement(line)) {
                close(number + 1);
            }
        }
    }

    private void command(int number, String command) {
        List<String> words = List.of(command.split("\\s+"));
        switch (words.get(0)) {
            case "Up" -> {
                begin(Section.UP);
                upAt = up.isEmpty() ? at(number) : upAt;
                upInTransaction &= options(number, words);
            }
            case "Down" -> {
                begin(Section.DOWN);
                downAt = hasDown ? downAt : at(number);
                hasDown = true;
                downInTransaction &= options(number, words);
            }
            case "StatementBegin" -> inBlock = section != Section.NONE;
            case "StatementEnd" -> endBlock(number);
            default -> inert(number, PREFIX + command, "sql-migrate knows Up, Down, StatementBegin and StatementEnd");
        }
    }

    /** Whether the section runs in a transaction; words other than {@code notransaction} do nothing. */
    private boolean options(int number, List<String> words) {
        boolean inTransaction = true;
        for (String word : words.subList(1, words.size())) {
            if (word.equals("notransaction")) {
                inTransaction = false;
            } else {
                boolean meant = word.toLowerCase(Locale.ROOT).contains("transaction");
                inert(
                        number,
                        word,
                        meant ? "it is spelled notransaction" : "sql-migrate knows only notransaction here");
            }
        }
        return inTransaction;
    }

    private void begin(Section next) {
        unfinished();
        section = next;
    }

    private void endBlock(int number) {
        if (inBlock) {
            close(number);
        }
        inBlock = false;
    }

    private void close(int untilLine) {
        if (began > 0) {
            (section == Section.UP ? up : down).add(new Chunk(text.startOf(began), text.startOf(untilLine)));
        }
        began = 0;
    }

    private void end() {
        if (section == Section.NONE) {
            mistake(1, "sql-migrate stops at a file without -- +migrate Up or Down");
        } else if (inBlock) {
            mistake(Math.max(began, 1), "-- +migrate StatementBegin has no StatementEnd");
        } else {
            unfinished();
        }
    }

    private void unfinished() {
        if (began > 0) {
            mistake(
                    began,
                    "sql-migrate finds no end of the statement that begins here: its last line must end in a semicolon");
        }
        began = 0;
    }

    private void inert(int number, String marker, String why) {
        draft.saw(new Fact.MarkerInert(at(number), marker, why));
    }

    private void mistake(int number, String what) {
        draft.mistakes().add(at(number), what);
    }

    private SourceSpan at(int number) {
        return new SourceSpan(text.file(), number);
    }
}
