package dev.lockkeeper.verdict;

import dev.lockkeeper.model.Mark;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code lockkeeper:allow <rule> [object] reason="…" [until=YYYY-MM-DD] [rows<=N]} out of a step's comments. */
final class AllowMarks {

    private static final Pattern ALLOW = Pattern.compile("lockkeeper:allow\\b(.*)", Pattern.DOTALL);
    private static final Pattern ONE_WAY = Pattern.compile("lockkeeper:one-way\\b.*", Pattern.DOTALL);
    private static final Pattern WORD =
            Pattern.compile("reason=\"([^\"]*)\"|until=(\\S+)|rows\\s*<=\\s*(\\d+)|([\\w.\"$-]+)|(\\S+)");

    /** What was read, and what was wrong with it. */
    record Read(List<Allow> allows, List<Mistake> mistakes) {}

    /** A mark that means nothing. */
    record Mistake(Mark mark, String why) {}

    private AllowMarks() {}

    static Read read(List<Mark> marks) {
        List<Allow> allows = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        for (Mark mark : marks) {
            Matcher allow = ALLOW.matcher(mark.text());
            if (allow.find()) {
                readOne(mark, allow.group(1), allows, mistakes);
            } else if (!ONE_WAY.matcher(mark.text()).find()) {
                mistakes.add(new Mistake(mark, "only lockkeeper:allow and lockkeeper:one-way are known"));
            }
        }
        return new Read(List.copyOf(allows), List.copyOf(mistakes));
    }

    private static void readOne(Mark mark, String text, List<Allow> allows, List<Mistake> mistakes) {
        List<String> names = new ArrayList<>();
        @Nullable String reason = null;
        @Nullable LocalDate until = null;
        OptionalLong rows = OptionalLong.empty();
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            if (words.group(1) != null) {
                reason = words.group(1);
            } else if (words.group(2) != null) {
                until = date(words.group(2));
                if (until == null) {
                    mistakes.add(new Mistake(mark, "until=" + words.group(2) + " is no date; write until=YYYY-MM-DD"));
                    return;
                }
            } else if (words.group(3) != null) {
                rows = OptionalLong.of(Long.parseLong(words.group(3)));
            } else if (words.group(4) != null) {
                names.add(words.group(4));
            } else {
                mistakes.add(new Mistake(mark, "\"" + words.group(5) + "\" is not understood"));
                return;
            }
        }
        if (names.isEmpty() || names.size() > 2) {
            mistakes.add(new Mistake(mark, "it names no rule, or more than one object"));
        } else if (reason == null || reason.isBlank()) {
            mistakes.add(new Mistake(mark, "it gives no reason=\"…\""));
        } else {
            Optional<String> object = names.size() == 2 ? Optional.of(names.get(1)) : Optional.empty();
            allows.add(new Allow(
                    names.get(0),
                    object,
                    Optional.empty(),
                    Optional.empty(),
                    reason,
                    Optional.ofNullable(until),
                    rows,
                    mark.at()));
        }
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            return null;
        }
    }
}
