package dev.lockkeeper.rows;

import dev.lockkeeper.rows.SqlWords.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the parts of one statement by its words, as slices of its text. */
final class SqlClauses {

    private final String sql;
    private final List<Word> words;

    SqlClauses(String sql) {
        this.sql = sql;
        this.words = SqlWords.of(sql);
    }

    int size() {
        return words.size();
    }

    Word word(int index) {
        return words.get(index);
    }

    boolean is(int index, String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (index + i >= words.size()
                    || index + i < 0
                    || !words.get(index + i).is(keywords[i])) {
                return false;
            }
        }
        return true;
    }

    boolean starts(String... keywords) {
        return is(0, keywords);
    }

    /** Where these words follow one another, from a place on and at any depth, or -1. */
    int find(int from, String... keywords) {
        for (int i = Math.max(0, from); i < words.size(); i++) {
            if (is(i, keywords)) {
                return i;
            }
        }
        return -1;
    }

    /** Where a word stands at a depth, before an end. */
    int findAt(int from, int end, int depth, String... keywords) {
        for (int i = Math.max(0, from); i < end; i++) {
            for (String keyword : keywords) {
                if (words.get(i).depth() == depth && words.get(i).is(keyword)) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The text from one word up to another, which is left out. */
    String slice(int from, int end) {
        return from >= end || from >= words.size()
                ? ""
                : sql.substring(words.get(from).from(), words.get(end - 1).to());
    }

    /** The place just behind the bracket that closes the one here. */
    int behindBrackets(int open) {
        int depth = words.get(open).depth();
        for (int i = open + 1; i < words.size(); i++) {
            if (words.get(i).depth() == depth && words.get(i).is(")")) {
                return i + 1;
            }
        }
        return words.size();
    }

    /** What stands inside the brackets that open here. */
    String inBrackets(int open) {
        return slice(open + 1, behindBrackets(open) - 1);
    }

    /** The parts of a list inside brackets, or from a place to an end, separated by commas. */
    List<String> list(int from, int end) {
        List<String> parts = new ArrayList<>();
        if (from >= end) {
            return parts;
        }
        int depth = words.get(from).depth();
        int start = from;
        for (int i = from; i < end; i++) {
            if (words.get(i).is(",") && words.get(i).depth() == depth) {
                parts.add(slice(start, i));
                start = i + 1;
            }
        }
        parts.add(slice(start, end));
        return parts;
    }

    List<String> listInBrackets(int open) {
        return list(open + 1, behindBrackets(open) - 1);
    }

    /** The place behind a name that may have several parts. */
    int behindName(int from) {
        int i = from + 1;
        while (is(i, ".") && i + 1 < words.size()) {
            i += 2;
        }
        return i;
    }

    /** The place of the name of the table that is altered, written to or indexed; or -1. */
    int target() {
        int i = -1;
        if (starts("alter", "table")) {
            i = 2;
        } else if (starts("update")) {
            i = 1;
        } else if (starts("insert", "into") || starts("delete", "from") || starts("merge", "into")) {
            i = 2;
        } else if (starts("create")) {
            int on = find(1, "on");
            i = find(1, "index") > 0 && on > 0 ? on + 1 : -1;
        }
        if (i < 0) {
            return -1;
        }
        i += is(i, "if", "exists") ? 2 : 0;
        i += is(i, "only") ? 1 : 0;
        return i < words.size() ? i : -1;
    }

    Optional<String> targetName() {
        int at = target();
        return at < 0 ? Optional.empty() : Optional.of(slice(at, behindName(at)));
    }

    /** What an UPDATE without further tables sets, by column; empty for any other statement. */
    Map<String, String> assignments() {
        Map<String, String> assignments = new LinkedHashMap<>();
        int set = starts("update") ? find(1, "set") : -1;
        if (set < 0 || findAt(set, words.size(), 0, "from") >= 0) {
            return assignments;
        }
        int end = findAt(set, words.size(), 0, "where", "returning");
        int from = set + 1;
        int last = end < 0 ? words.size() : end;
        for (int i = from; i < last; i++) {
            boolean single =
                    words.get(i).name() && is(i + 1, "=") && words.get(i).depth() == 0;
            boolean first = i == from || words.get(i - 1).is(",");
            if (single && first) {
                int comma = findAt(i, last, 0, ",");
                assignments.put(words.get(i).text(), slice(i + 2, comma < 0 ? last : comma));
            }
        }
        return assignments;
    }

    /** The condition behind WHERE at the statement's own level. */
    Optional<String> where() {
        int where = findAt(0, words.size(), 0, "where");
        if (where < 0) {
            return Optional.empty();
        }
        int end = findAt(where, words.size(), 0, "returning");
        return Optional.of(slice(where + 1, end < 0 ? words.size() : end));
    }

    /** The name by which a statement on rows calls its table inside its conditions, with the keyword before it. */
    String alias() {
        int at = is(0, "alter") || is(0, "create") ? -1 : target();
        int i = at < 0 ? words.size() : behindName(at);
        i += is(i, "*") ? 1 : 0;
        i += is(i, "as") ? 1 : 0;
        boolean named = i < words.size()
                && words.get(i).name()
                && !is(i, "set")
                && !is(i, "where")
                && !is(i, "using")
                && !is(i, "returning");
        return named ? " AS " + slice(i, i + 1) : "";
    }
}
