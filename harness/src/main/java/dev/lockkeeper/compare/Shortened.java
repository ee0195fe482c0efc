package dev.lockkeeper.compare;

import java.util.Locale;

/** A value on one line, cut where it gets long; what would move a terminal's cursor is shown and not done. */
final class Shortened {

    private static final int LETTERS = 80;

    private Shortened() {}

    static String of(String text) {
        int letters = text.codePointCount(0, text.length());
        if (letters <= LETTERS) {
            return visible(text);
        }
        return visible(text.substring(0, text.offsetByCodePoints(0, LETTERS))) + "… (" + letters + " characters)";
    }

    private static String visible(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            switch (letter) {
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> {
                    if (Character.isISOControl(letter)) {
                        line.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
                    } else {
                        line.append(letter);
                    }
                }
            }
        }
        return line.toString();
    }
}
