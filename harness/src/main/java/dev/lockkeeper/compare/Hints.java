package dev.lockkeeper.compare;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says how two values differ without showing either. */
final class Hints {

    private Hints() {}

    /** Of canonical values; empty when there is nothing to say but that they differ. */
    static String of(Meaning meaning, @Nullable Object source, @Nullable Object target) {
        if (source == null) {
            return "NULL in the source";
        }
        if (target == null) {
            return "NULL in the target";
        }
        if (source instanceof String left && target instanceof String right) {
            return ofText(left, right);
        }
        if (meaning.isMoment() && source instanceof Long left && target instanceof Long right) {
            return "shifted by " + span(right - left);
        }
        if (source instanceof Number && target instanceof Number) {
            return ofNumbers(new BigDecimal(source.toString()), new BigDecimal(target.toString()));
        }
        return source.getClass() == target.getClass() ? "" : "the source holds what the target's type cannot";
    }

    private static String ofText(String left, String right) {
        if (left.indexOf('\0') >= 0) {
            return "the source holds a NUL, which PostgreSQL cannot";
        }
        if (left.startsWith(right)) {
            return "cut to " + letters(right) + " of " + letters(left) + " characters";
        }
        if (left.strip().equals(right.strip())) {
            return "other blanks around it";
        }
        return left.equalsIgnoreCase(right) ? "other case" : "";
    }

    private static int letters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String ofNumbers(BigDecimal left, BigDecimal right) {
        int scale = Math.max(0, right.scale());
        boolean rounded = left.scale() > scale
                && left.subtract(right).abs().compareTo(BigDecimal.ONE.scaleByPowerOfTen(-scale)) < 0;
        return rounded ? "rounded to " + scale + " decimals" : "";
    }

    private static String span(long micros) {
        Duration span = Duration.ofNanos(Math.abs(micros % 1_000_000) * 1000).plusSeconds(Math.abs(micros / 1_000_000));
        String fraction =
                span.getNano() == 0 ? "" : String.format(java.util.Locale.ROOT, ".%06d", span.getNano() / 1000);
        String days = span.toDays() == 0 ? "" : span.toDays() + " d ";
        return (micros < 0 ? "-" : "+")
                + days
                + String.format(
                        java.util.Locale.ROOT,
                        "%02d:%02d:%02d",
                        span.toHoursPart(),
                        span.toMinutesPart(),
                        span.toSecondsPart())
                + fraction;
    }
}
