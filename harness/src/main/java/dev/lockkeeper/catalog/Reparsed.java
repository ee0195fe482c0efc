package dev.lockkeeper.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings a definition into the form that PostgreSQL prints once it has read its own output back, as it does after a dump and
 * a restore: a cast of a whole array is pushed to its members, so that {@code x IN ('a')} over {@code varchar}, first printed
 * as {@code ANY ((ARRAY['a'::character varying])::text[])}, becomes {@code ANY (ARRAY[('a'::character varying)::text])}. Both
 * mean the same; nothing else is touched.
 */
public final class Reparsed {

    private static final String ARRAY = "(ARRAY[";

    /** What follows the members: the end of the array, and the type it is cast to. */
    private static final Pattern CAST =
            Pattern.compile("\\]\\)::([^,()\\[\\]']+(?:\\([\\d, ]+\\)[^,()\\[\\]']*)?)\\[\\]");

    private Reparsed() {}

    public static String form(String definition) {
        int from = definition.lastIndexOf(ARRAY);
        String text = definition;
        // From the last to the first, so that an array within another is done before the one around it.
        while (from >= 0) {
            text = at(text, from);
            from = from == 0 ? -1 : text.lastIndexOf(ARRAY, from - 1);
        }
        return text;
    }

    private static String at(String text, int start) {
        List<String> members = new ArrayList<>();
        int end = members(text, start + ARRAY.length(), members);
        Matcher cast = CAST.matcher(text);
        if (end < 0 || !cast.find(end) || cast.start() != end) {
            return text;
        }
        StringBuilder array = new StringBuilder("ARRAY[");
        for (String member : members) {
            array.append(array.length() == "ARRAY[".length() ? "" : ", ")
                    .append('(')
                    .append(member)
                    .append(")::")
                    .append(cast.group(1));
        }
        return text.substring(0, start) + array.append(']') + text.substring(cast.end());
    }

    /** Reads members from a place on; where their closing bracket stands, or -1 when there is none. */
    private static int members(String text, int from, List<String> members) {
        int depth = 0;
        int begin = from;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                // A doubled quote closes and opens again at once.
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (depth > 0 && (c == ')' || c == ']')) {
                depth--;
            } else if (c == ',' && depth == 0) {
                members.add(text.substring(begin, i).strip());
                begin = i + 1;
            } else if (c == ']') {
                members.add(text.substring(begin, i).strip());
                return i;
            } else if (c == ')') {
                return -1;
            }
        }
        return -1;
    }
}
