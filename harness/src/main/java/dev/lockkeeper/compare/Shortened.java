package dev.lockkeeper.compare;

/** A value on one line, cut where it gets long. */
final class Shortened {

    private static final int LETTERS = 80;

    private Shortened() {}

    static String of(String text) {
        int letters = text.codePointCount(0, text.length());
        boolean whole = letters <= LETTERS;
        String begin = whole ? text : text.substring(0, text.offsetByCodePoints(0, LETTERS));
        String line = begin.replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\0", "\\0");
        return whole ? line : line + "… (" + letters + " characters)";
    }
}
