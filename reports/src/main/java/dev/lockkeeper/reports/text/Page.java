package dev.lockkeeper.reports.text;

import dev.lockkeeper.reports.view.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lines of text no wider than the reader's terminal. */
final class Page {

    private static final int NARROWEST = 40;

    private final Appendable out;
    private final int width;

    Page(Appendable out, int width) {
        this.out = out;
        this.width = Math.max(NARROWEST, width);
    }

    int width() {
        return width;
    }

    void line(String text) throws IOException {
        out.append(text.stripTrailing()).append('\n');
    }

    void blank() throws IOException {
        out.append('\n');
    }

    /** Foreign text, broken between words; {@code first} stands before its first line, blanks before the others. */
    void paragraph(String first, String text, UnaryOperator<String> paint) throws IOException {
        paragraph(first, first, text, paint);
    }

    /** As above, with {@code painted} in the place of {@code first}. */
    void paragraph(String first, String painted, String text, UnaryOperator<String> paint) throws IOException {
        String rest = " ".repeat(first.length());
        String before = painted;
        for (String line : broken(Words.visible(text), width - first.length())) {
            line(before + paint.apply(noCommand(line)));
            before = rest;
        }
    }

    void paragraph(String first, String text) throws IOException {
        paragraph(first, text, UnaryOperator.identity());
    }

    /** A CI runner takes a line that begins with {@code ::error …} for a command, wherever it comes from. */
    private static String noCommand(String line) {
        return (line.startsWith("::") ? "\u200b" : "") + line.replace("##[", "##\u200b[");
    }

    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static List<String> broken(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
