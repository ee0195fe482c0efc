package dev.lockkeeper.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a text that a regular expression of the common kind matches; whether it does, the server says. */
final class RegexSample {

    private static final int MOST = 200;

    private final String pattern;
    private final int variant;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private RegexSample(String pattern, int variant) {
        this.pattern = pattern;
        this.variant = variant;
    }

    /** Another text for each variant, as far as the pattern leaves room; nothing when it is beyond us. */
    static Optional<String> of(String pattern, int variant) {
        RegexSample sample = new RegexSample(pattern, variant);
        try {
            sample.alternatives();
            return sample.at == pattern.length() ? Optional.of(sample.text.toString()) : Optional.empty();
        } catch (IndexOutOfBoundsException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private boolean more() {
        return at < pattern.length() && pattern.charAt(at) != ')';
    }

    // Writes the chosen branch and skips the others.
    private void alternatives() {
        List<String> branches = new ArrayList<>();
        int start = text.length();
        do {
            text.setLength(start);
            sequence();
            branches.add(text.substring(start));
        } while (at < pattern.length() && pattern.charAt(at) == '|' && ++at > 0);
        text.setLength(start);
        text.append(branches.get(variant % branches.size()));
    }

    private void sequence() {
        while (more() && pattern.charAt(at) != '|') {
            int start = at;
            int from = text.length();
            atom();
            int least = 1;
            int most = 1;
            if (at < pattern.length()) {
                switch (pattern.charAt(at)) {
                    case '*' -> most = step(3);
                    case '+' -> most = step(3);
                    case '?' -> at++;
                    case '{' -> {
                        int[] bounds = bounds();
                        least = bounds[0];
                        most = Math.min(bounds[1], least + 3);
                    }
                    default -> {}
                }
                if (at < pattern.length() && pattern.charAt(at) == '?') {
                    at++;
                }
            }
            repeat(start, from, least + (most > least ? variant % (most - least + 1) : 0));
        }
    }

    private int step(int most) {
        at++;
        return most;
    }

    private int[] bounds() {
        int end = pattern.indexOf('}', at);
        String[] parts = pattern.substring(at + 1, end).split(",", -1);
        at = end + 1;
        int least = Integer.parseInt(parts[0].isEmpty() ? "0" : parts[0]);
        int most = parts.length == 1 ? least : parts[1].isEmpty() ? least + 3 : Integer.parseInt(parts[1]);
        return new int[] {least, most};
    }

    private void repeat(int start, int from, int times) {
        int end = at;
        if (times == 0) {
            text.setLength(from);
        }
        for (int i = 1; i < times && text.length() < MOST; i++) {
            at = start;
            atom();
        }
        at = end;
    }

    private void atom() {
        char c = pattern.charAt(at++);
        switch (c) {
            case '^', '$' -> {}
            case '.' -> text.append(pick("abcxyz"));
            case '(' -> group();
            case '[' -> text.append(pick(set()));
            case '\\' -> escape(pattern.charAt(at++));
            default -> text.append(c);
        }
    }

    private void group() {
        if (pattern.startsWith("?:", at)) {
            at += 2;
        } else if (pattern.charAt(at) == '?') {
            throw new IndexOutOfBoundsException("look around");
        }
        alternatives();
        if (pattern.charAt(at++) != ')') {
            throw new IndexOutOfBoundsException("no end of group");
        }
    }

    private void escape(char c) {
        switch (c) {
            case 'd' -> text.append(pick("0123456789"));
            case 'w' -> text.append(pick("abcdefgh"));
            case 's' -> text.append(' ');
            case 'S', 'D' -> text.append(pick("abcdefgh"));
            case 'W' -> text.append('-');
            case 'm', 'M', 'y', 'b', 'A', 'Z' -> {}
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            default -> text.append(c);
        }
    }

    private String set() {
        boolean not = pattern.charAt(at) == '^';
        at += not ? 1 : 0;
        StringBuilder members = new StringBuilder();
        boolean first = true;
        while (pattern.charAt(at) != ']' || first) {
            first = false;
            if (pattern.startsWith("[:", at)) {
                int end = pattern.indexOf(":]", at);
                members.append(named(pattern.substring(at + 2, end)));
                at = end + 2;
            } else {
                member(members);
            }
        }
        at++;
        return not ? without(members.toString()) : members.toString();
    }

    private void member(StringBuilder members) {
        char c = pattern.charAt(at++);
        if (c == '\\') {
            char escaped = pattern.charAt(at++);
            members.append(
                    switch (escaped) {
                        case 'd' -> "0123456789";
                        case 'w' -> "abcdefgh0123_";
                        case 's' -> " ";
                        default -> String.valueOf(escaped);
                    });
        } else if (pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
            char last = pattern.charAt(at + 1);
            at += 2;
            for (char one = c; one <= last && one < c + 26; one++) {
                members.append(one);
            }
        } else {
            members.append(c);
        }
    }

    private static String named(String name) {
        return switch (name) {
            case "digit" -> "0123456789";
            case "upper" -> "ABCDEFGH";
            case "space" -> " ";
            case "xdigit" -> "0123456789abcdef";
            case "punct" -> ".-!";
            default -> "abcdefgh";
        };
    }

    private static String without(String members) {
        StringBuilder others = new StringBuilder();
        for (char c : "abcdefgh0123xyzABC-_ ".toCharArray()) {
            if (members.indexOf(c) < 0) {
                others.append(c);
            }
        }
        return others.toString();
    }

    // Walks over the set, so that repeated atoms and variants differ.
    private char pick(String set) {
        return set.charAt((variant * 7 + text.length()) % set.length());
    }
}
