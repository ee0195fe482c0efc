package dev.lockkeeper.compare;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads moments, dates and times of day as people and programs write them, to the microsecond that PostgreSQL keeps. */
final class Moments {

    private static final long MICROS = 1_000_000;
    private static final long DAY_SECONDS = 86_400;
    private static final double JULIAN_DAYS_END = 1e7;
    private static final double JULIAN_EPOCH = 2_440_587.5;

    /** Whole seconds since 1970 stay below until the year 5138, milliseconds pass it in March 1973. */
    private static final long SECONDS_END = 100_000_000_000L;

    private static final long MILLIS_END = SECONDS_END * 1000;

    private Moments() {}

    /**
     * Microseconds since 1970 in UTC, or null when the text is no moment.
     *
     * @param zone what a moment without a zone is meant in
     */
    static @Nullable Long read(String text, ZoneId zone) {
        Letters letters = new Letters(text.strip());
        try {
            long day = day(letters);
            if (letters.atEnd()) {
                return day * DAY_SECONDS * MICROS;
            }
            letters.one("T ");
            Clock clock = clock(letters);
            letters.skip(" ");
            long local = day * DAY_SECONDS + clock.seconds;
            long seconds = letters.atEnd() ? inZone(local, zone) : local - offset(letters);
            letters.end();
            return Math.addExact(Math.multiplyExact(seconds, MICROS), clock.micros);
        } catch (Letters.Unexpected | DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** Microseconds since midnight, or null. */
    static @Nullable Long readTime(String text) {
        Letters letters = new Letters(text.strip());
        try {
            Clock clock = clock(letters);
            letters.end();
            return clock.seconds * MICROS + clock.micros;
        } catch (Letters.Unexpected e) {
            return null;
        }
    }

    /** How many microseconds one is, in a column of moments whose largest number is this. */
    static long unit(long largest) {
        return largest < SECONDS_END ? MICROS : largest < MILLIS_END ? 1000 : 1;
    }

    /** A Julian day as SQLite's functions give it, to the millisecond that they keep; or seconds since 1970 with a fraction. */
    static long ofReal(double value) {
        boolean julian = value > 0 && value < JULIAN_DAYS_END;
        return julian ? Math.round((value - JULIAN_EPOCH) * DAY_SECONDS * 1000) * 1000 : Math.round(value * MICROS);
    }

    /** A moment in UTC as PostgreSQL would show it. */
    static String spelled(long micros) {
        return LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC)
                .toString()
                .replace('T', ' ');
    }

    static String spelledTime(long micros) {
        return LocalTime.ofNanoOfDay(Math.floorMod(micros, DAY_SECONDS * MICROS) * 1000)
                .toString();
    }

    private record Clock(long seconds, long micros) {}

    private static long day(Letters letters) {
        int year = letters.number(4, 6);
        letters.one("-");
        int month = letters.number(1, 2);
        letters.one("-");
        return LocalDate.of(year, month, letters.number(1, 2)).toEpochDay();
    }

    /** A 60th second is the one after, and 24:00 the next midnight, as PostgreSQL reads them. */
    private static Clock clock(Letters letters) {
        int hours = letters.number(1, 2);
        letters.one(":");
        int minutes = letters.number(2, 2);
        int seconds = letters.skip(":") ? letters.number(2, 2) : 0;
        if (hours > 24 || minutes > 59 || seconds > 60) {
            throw new Letters.Unexpected();
        }
        return new Clock(hours * 3600L + minutes * 60L + seconds, letters.skip(".,") ? letters.millionths() : 0);
    }

    private static long inZone(long local, ZoneId zone) {
        return zone.equals(ZoneOffset.UTC)
                ? local
                : LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC)
                        .atZone(zone)
                        .toEpochSecond();
    }

    private static long offset(Letters letters) {
        if (letters.skipWord("Z") || letters.skipWord("UTC") || letters.skipWord("GMT")) {
            return 0;
        }
        int sign = letters.one("+-") == '-' ? -1 : 1;
        long seconds = letters.number(2, 2) * 3600L;
        if (!letters.atEnd()) {
            letters.skip(":");
            seconds += letters.number(2, 2) * 60L;
        }
        if (!letters.atEnd()) {
            letters.skip(":");
            seconds += letters.number(2, 2);
        }
        return sign * seconds;
    }
}
