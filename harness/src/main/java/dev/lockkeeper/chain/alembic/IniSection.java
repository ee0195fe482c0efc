package dev.lockkeeper.chain.alembic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of one section of an INI file or of {@code pyproject.toml}, as Python's configparser reads them. */
final class IniSection {

    private static final Pattern INTERPOLATION = Pattern.compile("%\\(([^)]*)\\)s|%%");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'");

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final String here;

    private IniSection(String here) {
        this.here = here;
    }

    static IniSection of(String text, String section, String here) {
        IniSection found = new IniSection(here);
        found.read(text, section);
        return found;
    }

    private void read(String text, String section) {
        String inside = "";
        String key = null;
        int number = 0;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            number++;
            String stripped = line.strip();
            boolean continued = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            if (!continued && stripped.startsWith("[") && stripped.endsWith("]") && !stripped.contains("=")) {
                inside = stripped.substring(1, stripped.length() - 1);
                key = null;
            } else if (inside.equals(section) && key != null && (continued || openList(key))) {
                values.merge(key, stripped, (before, more) -> before + "\n" + more);
            } else if (inside.equals(section) || inside.equals("DEFAULT")) {
                key = put(stripped, number);
            }
        }
    }

    /** A list of {@code pyproject.toml} runs to its closing bracket, whatever the indentation. */
    private boolean openList(String key) {
        String value = values.getOrDefault(key, "");
        return value.startsWith("[") && !value.endsWith("]");
    }

    private String put(String line, int number) {
        int split = firstOf(line);
        String key = (split < 0 ? line : line.substring(0, split)).strip().toLowerCase(Locale.ROOT);
        values.put(key, split < 0 ? "" : line.substring(split + 1).strip());
        lines.put(key, number);
        return key;
    }

    private static int firstOf(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    int line(String key) {
        return lines.getOrDefault(key, 1);
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key))
                .map(this::interpolate)
                .map(IniSection::unquote)
                .filter(value -> !value.isBlank());
    }

    /** The strings of a list in the way of {@code pyproject.toml}; empty when the value is no such list. */
    List<String> list(String key) {
        String value = values.getOrDefault(key, "");
        List<String> items = new ArrayList<>();
        if (value.startsWith("[")) {
            Matcher item = QUOTED.matcher(value);
            while (item.find()) {
                items.add(interpolate(item.group(1) != null ? item.group(1) : item.group(2)));
            }
        }
        return items;
    }

    private String interpolate(String value) {
        return INTERPOLATION.matcher(value).replaceAll(found -> {
            String name = found.group(1);
            if (name == null) {
                return "%";
            }
            String replacement = name.equals("here") ? here : values.getOrDefault(name.toLowerCase(Locale.ROOT), "");
            return Matcher.quoteReplacement(replacement);
        });
    }

    private static String unquote(String value) {
        Matcher quoted = QUOTED.matcher(value);
        return quoted.lookingAt() && value.charAt(0) != '[' && isComment(value.substring(quoted.end()))
                ? quoted.group(1) != null ? quoted.group(1) : quoted.group(2)
                : value;
    }

    private static boolean isComment(String rest) {
        return rest.isBlank() || rest.strip().startsWith("#");
    }
}
