package dev.lockkeeper.chain.sections;

import dev.lockkeeper.chain.ChainDraft.Chunk;
import dev.lockkeeper.chain.Mistakes;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.model.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sections of one goose file, cut into statements line by line as goose does it. */
final class GooseSections {

    private static final String ADVICE = "see which annotations goose knows: Up, Down, StatementBegin, StatementEnd,"
            + " NO TRANSACTION, ENVSUB ON, ENVSUB OFF";

    private enum Section {
        NONE,
        UP,
        DOWN
    }

    private final SourceText text;
    private final Mistakes mistakes;
    private final List<Chunk> up = new ArrayList<>();
    private final List<Chunk> down = new ArrayList<>();
    private SourceSpan upAt;
    private SourceSpan downAt;
    private Section section = Section.NONE;
    private boolean inBlock;
    private boolean inTransaction = true;
    /** The line on which the statement in hand began, or 0. */
    private int began;

    private boolean filled;

    private GooseSections(SourceText text, Mistakes mistakes) {
        this.text = text;
        this.mistakes = mistakes;
        this.upAt = text.start();
        this.downAt = text.start();
    }

    static GooseSections of(SourceText text, Mistakes mistakes) {
        GooseSections sections = new GooseSections(text, mistakes);
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
        return section == Section.DOWN;
    }

    boolean inTransaction() {
        return inTransaction;
    }

    private void line(int number, String line) {
        String stripped = line.strip();
        if (stripped.startsWith("--") && line.contains("+goose")) {
            annotation(number, line);
        } else if (began == 0 && (stripped.startsWith("--") || stripped.isEmpty())) {
            // Comments and blank lines before a statement are not sent.
        } else if (section == Section.NONE) {
            mistake(number, "goose stops at a statement before -- +goose Up");
            began = 0;
        } else {
            statementLine(number, line);
        }
    }

    private void statementLine(int number, String line) {
        began = began == 0 ? number : began;
        filled |= !line.isBlank();
        if (!inBlock && SemicolonLines.endsStatement(line)) {
            close(number + 1);
        }
    }

    private void close(int untilLine) {
        if (began > 0) {
            (section == Section.UP ? up : down).add(new Chunk(text.startOf(began), text.startOf(untilLine)));
        }
        began = 0;
        filled = false;
    }

    private void annotation(int number, String line) {
        if (line.startsWith(" ") || line.startsWith("\t")) {
            mistake(number, "goose stops at an annotation with blanks before it");
        }
        String word = line.replace("--", "").replaceFirst("\\+goose", "").strip();
        switch (word.toUpperCase(Locale.ROOT)) {
            case "UP" -> beginUp(number);
            case "DOWN" -> beginDown(number);
            case "STATEMENTBEGIN" -> beginBlock(number);
            case "STATEMENTEND" -> endBlock(number);
            case "NO TRANSACTION" -> inTransaction = false;
            case "ENVSUB ON", "ENVSUB OFF" -> {
                // GooseVariables has put the values in.
            }
            default -> mistake(number, "goose stops at the annotation \"%s\", which it does not know".formatted(word));
        }
    }

    private void beginUp(int number) {
        if (section != Section.NONE) {
            mistake(number, "a second -- +goose Up, or one behind -- +goose Down");
            return;
        }
        section = Section.UP;
        upAt = new SourceSpan(text.file(), number);
    }

    private void beginDown(int number) {
        if (section != Section.UP || inBlock) {
            mistake(number, "-- +goose Down must follow the up section, outside a statement block, and only once");
            return;
        }
        unfinished();
        section = Section.DOWN;
        downAt = new SourceSpan(text.file(), number);
    }

    private void beginBlock(int number) {
        if (section == Section.NONE || inBlock) {
            mistake(number, "-- +goose StatementBegin must stand in a section, outside another block");
            return;
        }
        inBlock = true;
    }

    private void endBlock(int number) {
        if (!inBlock) {
            mistake(number, "-- +goose StatementEnd without StatementBegin");
            return;
        }
        inBlock = false;
        close(number);
    }

    private void end() {
        if (section == Section.NONE) {
            mistake(1, "there is no -- +goose Up");
        } else if (inBlock) {
            mistake(Math.max(began, 1), "-- +goose StatementEnd is missing");
        }
        unfinished();
    }

    /** goose refuses a file in which the last line of a statement does not end in a semicolon. */
    private void unfinished() {
        if (began > 0 && filled && !inBlock) {
            mistake(
                    began,
                    "goose finds no end of the statement that begins here: its last line must end in a semicolon");
        }
        began = 0;
        filled = false;
    }

    private void mistake(int number, String what) {
        mistakes.add(new SourceSpan(text.file(), number), what, ADVICE);
    }
}
