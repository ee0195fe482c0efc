package dev.lockkeeper.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a file of trials.
 *
 * @param alone whether it cannot run in a transaction
 * @param seenFrom the version from which we see a change that a dump leaves out, or a number beyond all
 */
record Trial(int line, String sql, int from, int until, boolean alone, int seenFrom) {

    private static final Pattern BOUND = Pattern.compile("\\b(?<!seen )(from|until) (\\d+)");
    private static final Pattern SEEN = Pattern.compile("^-- seen(?: from (\\d+))?:");

    static List<Trial> read(String file) {
        try (InputStream in = Objects.requireNonNull(Trial.class.getResourceAsStream(file))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean runsOn(int major) {
        return from <= major && major <= until;
    }

    /** Paragraphs are statements; comment lines above one carry its marks. */
    private static List<Trial> parse(String text) {
        List<Trial> trials = new ArrayList<>();
        int line = 1;
        for (String paragraph : text.split("\n\n")) {
            List<String> marks =
                    paragraph.lines().takeWhile(one -> one.startsWith("--")).toList();
            String sql = String.join("\n", paragraph.lines().skip(marks.size()).toList());
            if (!sql.isBlank()) {
                trials.add(trial(line + marks.size(), sql.strip(), String.join("\n", marks)));
            }
            line += paragraph.split("\n", -1).length + 1;
        }
        return trials;
    }

    private static Trial trial(int line, String sql, String marks) {
        int from = 0;
        int until = Integer.MAX_VALUE;
        Matcher bound = BOUND.matcher(marks);
        while (bound.find()) {
            int major = Integer.parseInt(bound.group(2));
            from = bound.group(1).equals("from") ? major : from;
            until = bound.group(1).equals("until") ? major : until;
        }
        Matcher seen = SEEN.matcher(marks);
        int seenFrom = Integer.MAX_VALUE;
        if (seen.find()) {
            seenFrom = seen.group(1) == null ? 0 : Integer.parseInt(seen.group(1));
        }
        return new Trial(line, sql, from, until, marks.contains("-- alone"), seenFrom);
    }
}
