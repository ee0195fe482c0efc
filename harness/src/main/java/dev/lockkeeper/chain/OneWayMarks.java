package dev.lockkeeper.chain;

import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Mark;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code -- lockkeeper:one-way reason="…"}. */
public final class OneWayMarks {

    private static final Pattern ONE_WAY = Pattern.compile("lockkeeper:one-way\\b(?:\\s+reason=\"([^\"]*)\")?\\s*(.*)");

    private OneWayMarks() {}

    public static Optional<Down.OneWay> in(List<Mark> marks, Mistakes mistakes) {
        return marks.stream().flatMap(mark -> in(mark, mistakes).stream()).findFirst();
    }

    private static Optional<Down.OneWay> in(Mark mark, Mistakes mistakes) {
        Matcher matcher = ONE_WAY.matcher(mark.text());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String reason = matcher.group(1);
        if (reason == null || reason.isBlank()) {
            mistakes.add(
                    mark.at(),
                    "a one-way mark gives its reason",
                    "write -- lockkeeper:one-way reason=\"why there is none\"");
            return Optional.of(new Down.OneWay("", mark.at()));
        }
        if (!matcher.group(2).isEmpty()) {
            mistakes.add(mark.at(), "\"%s\" behind a one-way mark is not understood".formatted(matcher.group(2)));
        }
        return Optional.of(new Down.OneWay(reason, mark.at()));
    }
}
