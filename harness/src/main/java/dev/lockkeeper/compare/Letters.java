package dev.lockkeeper.compare;

/** Walks along a short text; faster than a pattern where a million of them are read. */
final class Letters {

    /** The text is of another form. */
    static final class Unexpected extends RuntimeException {

        Unexpected() {
            super("unexpected", null, false, false);
        }
    }

    private final String text;
    private int at;

    Letters(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    void end() {
        if (!atEnd()) {
            throw new Unexpected();
        }
    }

    /** A whole number of so many digits. */
    int number(int least, int most) {
        int value = 0;
        int from = at;
        while (at < text.length() && at - from < most && isDigit(text.charAt(at))) {
            value = value * 10 + text.charAt(at++) - '0';
        }
        if (at - from < least) {
            throw new Unexpected();
        }
        return value;
    }

    /** A fraction, rounded to six digits. */
    long millionths() {
        long value = 0;
        int digits = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (digits++ < 7) {
                value = value * 10 + text.charAt(at) - '0';
            }
            at++;
        }
        for (int missing = digits; missing < 7; missing++) {
            value *= 10;
        }
        return (value + 5) / 10;
    }

    /** One of these letters, whichever it is. */
    char one(String expected) {
        if (atEnd() || expected.indexOf(text.charAt(at)) < 0) {
            throw new Unexpected();
        }
        return text.charAt(at++);
    }

    /** Passes one of these letters, if one is there. */
    boolean skip(String expected) {
        boolean there = !atEnd() && expected.indexOf(text.charAt(at)) >= 0;
        at += there ? 1 : 0;
        return there;
    }

    boolean skipWord(String word) {
        boolean there = text.regionMatches(true, at, word, 0, word.length());
        at += there ? word.length() : 0;
        return there;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
