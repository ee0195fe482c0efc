package dev.lockkeeper.compare;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads moments, dates and times of day as people and programs write them, to the microsecond that PostgreSQL keeps. */
final class Moments {

    private static final long MICROS = 1_000_000;
    private static final double JULIAN_DAYS_END = 1e7;
    private static final double JULIAN_EPOCH = 2_440_587.5;
    private static final long DAY_MICROS = 86_400 * MICROS;

    /** Whole seconds since 1970 stay below until the year 5138, milliseconds pass it in March 1973. */
    private static final long SECONDS_END = 100_000_000_000L;

    private static final long MILLIS_END = SECONDS_END * 1000;

    private static final Pattern MOMENT = Pattern.compile(
            "(\\d{4,6})-(\\d{1,2})-(\\d{1,2})"
                    + "(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?\\s*(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2}){0,2})?)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?");

    private Moments() {}

    /**
     * Microseconds since 1970 in UTC, or null when the text is no moment.
     *
     * @param zone what a moment without a zone is meant in
     */
    static @Nullable Long read(String text, ZoneId zone) {
        Matcher parts = MOMENT.matcher(text.strip());
        if (!parts.matches()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            LocalDateTime local = day.atTime(number(parts, 4), number(parts, 5), Math.min(59, number(parts, 6)));
            String offset = parts.group(8);
            long seconds = parts.group(4) == null
                    ? local.toEpochSecond(ZoneOffset.UTC)
                    : offset == null
                            ? local.atZone(zone).toEpochSecond()
                            : local.toEpochSecond(ZoneOffset.UTC) - offset(offset);
            // A leap second is the one after, as PostgreSQL reads it.
            long leap = number(parts, 6) == 60 ? 1 : 0;
            return (seconds + leap) * MICROS + fraction(parts.group(7));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** Microseconds since midnight, or null. */
    static @Nullable Long readTime(String text) {
        Matcher parts = TIME.matcher(text.strip());
        if (!parts.matches()) {
            return null;
        }
        long seconds = number(parts, 1) * 3600L + number(parts, 2) * 60L + number(parts, 3);
        return seconds * MICROS + fraction(parts.group(4));
    }

    /** How many microseconds one is, in a column of moments whose largest number is this. */
    static long unit(long largest) {
        return largest < SECONDS_END ? MICROS : largest < MILLIS_END ? 1000 : 1;
    }

    /** A Julian day as SQLite's functions give it, or seconds since 1970 with a fraction. */
    static long ofReal(double value) {
        boolean julian = value > 0 && value < JULIAN_DAYS_END;
        return julian ? Math.round((value - JULIAN_EPOCH) * DAY_MICROS / 1000) * 1000 : Math.round(value * MICROS);
    }

    /** A moment in UTC as PostgreSQL would show it. */
    static String spelled(long micros) {
        return LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC)
                .toString()
                .replace('T', ' ');
    }

    static String spelledTime(long micros) {
        return LocalTime.ofNanoOfDay(Math.floorMod(micros, DAY_MICROS) * 1000).toString();
    }

    private static int number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static long fraction(@Nullable String digits) {
        if (digits == null) {
            return 0;
        }
        String seven = (digits + "0000000").substring(0, 7);
        long tenths = Long.parseLong(seven);
        return (tenths + 5) / 10;
    }

    private static long offset(String text) {
        if (Character.isLetter(text.charAt(0))) {
            return 0;
        }
        String digits = text.substring(1).replace(":", "");
        long seconds = 0;
        for (int at = 0; at < 6; at += 2) {
            seconds = seconds * 60 + (at < digits.length() ? Integer.parseInt(digits.substring(at, at + 2)) : 0);
        }
        return text.charAt(0) == '-' ? -seconds : seconds;
    }
}
