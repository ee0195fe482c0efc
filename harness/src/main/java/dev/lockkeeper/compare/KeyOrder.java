package dev.lockkeeper.compare;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The order of canonical keys: numbers by value, text by code point, as bytes of UTF-8 are ordered. */
final class KeyOrder {

    private KeyOrder() {}

    static int compare(@Nullable Object[] left, @Nullable Object[] right) {
        for (int at = 0; at < left.length; at++) {
            int order = compare(left[at], right[at]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Long one && right instanceof Long other) {
            return Long.compare(one, other);
        }
        if (left instanceof String one && right instanceof String other) {
            return byCodePoint(one, other);
        }
        int ranks = Integer.compare(rank(left), rank(right));
        if (ranks != 0 || left == null || right == null) {
            return ranks;
        }
        if (left instanceof Boolean one && right instanceof Boolean other) {
            return Boolean.compare(one, other);
        }
        if (left instanceof Bytes one && right instanceof Bytes other) {
            return one.compareTo(other);
        }
        return decimal(left).compareTo(decimal(right));
    }

    private static int rank(@Nullable Object value) {
        return value == null
                ? 0
                : value instanceof Boolean ? 1 : value instanceof Number ? 2 : value instanceof String ? 3 : 4;
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) number;
    }

    /** Where one of two letters lies beyond the first plane, Java's own order is another than that of UTF-8. */
    private static int byCodePoint(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int at = 0; at < common; at++) {
            char one = left.charAt(at);
            char other = right.charAt(at);
            if (one != other) {
                boolean mixed = Character.isSurrogate(one) != Character.isSurrogate(other);
                return mixed ? (Character.isSurrogate(one) ? 1 : -1) : Character.compare(one, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
