package dev.lockkeeper.rows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the present moment out of texts for the report, which would be other bytes in every run. */
public final class Fleeting {

    /** What stands in its place. */
    static final String NOW = "‹now›";

    private static final Pattern MOMENT = Pattern.compile(
            "(?<!\\d)(\\d{4}-\\d\\d-\\d\\d)(?:[ T]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:[+-]\\d\\d(?::?\\d\\d)?|Z)?)?(?!\\d)");

    /** Seconds, milliseconds, microseconds or nanoseconds since 1970. */
    private static final Pattern EPOCH = Pattern.compile("(?<![\\d.])\\d{10}(?:\\d{3}){0,3}(?![\\d])(?:\\.\\d+)?");

    /** Sessions stand in other time zones, and a run may take its time. */
    private static final Duration NEAR = Duration.ofDays(2);

    private Fleeting() {}

    /** Whether a masked text was the present moment and nothing else. */
    public static boolean isMoment(@Nullable String masked) {
        return NOW.equals(masked);
    }

    public static String masked(String text, Instant now) {
        String dated = masked(text, MOMENT, found -> isNear(found.group(1), now));
        return masked(dated, EPOCH, found -> isNearEpoch(found.group(), now));
    }

    private static String masked(String text, Pattern pattern, Predicate<MatchResult> fleeting) {
        return pattern.matcher(text)
                .replaceAll(found -> fleeting.test(found) ? NOW : found.group().replace("$", "\\$"));
    }

    private static boolean isNear(String date, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        try {
            return Math.abs(LocalDate.parse(date).toEpochDay() - today.toEpochDay()) <= NEAR.toDays();
        } catch (java.time.format.DateTimeParseException noDate) {
            return false;
        }
    }

    private static boolean isNearEpoch(String number, Instant now) {
        long seconds = Long.parseLong(number.substring(0, 10));
        return Math.abs(seconds - now.getEpochSecond()) <= NEAR.toSeconds();
    }
}
