package dev.lockkeeper.reports.view;

import java.util.List;
import java.util.Locale;

/** Numbers, times and foreign text as people read them. */
public final class Words {

    private Words() {}

    /** {@code 1 step}, {@code 2 steps}. */
    public static String count(long number, String noun) {
        return number + " " + plural(number, noun);
    }

    public static String plural(long number, String noun) {
        if (number == 1) {
            return noun;
        }
        return noun.endsWith("x") ? noun + "es" : noun + "s";
    }

    public static String duration(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return millis / 60_000 + " min " + millis % 60_000 / 1000 + " s";
    }

    /** {@code a, b and c}; of a long list the first few and how many more. */
    public static String some(List<String> items, int atMost) {
        if (items.size() > atMost) {
            return String.join(", ", items.subList(0, atMost)) + " and " + (items.size() - atMost) + " more";
        }
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.get(items.size() - 1);
    }

    /**
     * Text that came from a database or a file, on one line and harmless to a terminal: control characters become
     * pictures of themselves, and marks that turn the reading direction are spelt out.
     */
    public static String visible(String text) {
        if (text.chars().allMatch(letter -> letter >= 0x20 && letter < 0x7f)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> safe.append(visible(point)));
        return safe.toString();
    }

    private static String visible(int point) {
        if (point == '\n' || point == '\r' || point == '\t') {
            return " ";
        }
        if (point < 0x20) {
            return Character.toString(0x2400 + point);
        }
        boolean unseen = Character.getType(point) == Character.FORMAT
                || Character.getType(point) == Character.SURROGATE
                || (point >= 0x7f && point < 0xa0)
                || point == 0x2028
                || point == 0x2029;
        boolean joins = point == 0x200d || point == 0x200c;
        return unseen && !joins ? String.format(Locale.ROOT, "\\u%04X", point) : Character.toString(point);
    }
}
