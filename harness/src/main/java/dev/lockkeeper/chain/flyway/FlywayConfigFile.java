package dev.lockkeeper.chain.flyway;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds and reads {@code flyway.toml} or {@code flyway.conf} beside or above a folder. */
final class FlywayConfigFile {

    private static final List<String> NAMES =
            List.of("flyway.toml", "flyway.conf", "conf/flyway.toml", "conf/flyway.conf");
    private static final int LEVELS_UP = 5;

    private static final Pattern SECTION = Pattern.compile("^\\s*\\[\\s*([^\\[\\]]+?)\\s*\\]\\s*(?:#.*)?$");
    private static final Pattern KEY = Pattern.compile("^\\s*([\\w.:\"-]+)\\s*=\\s*(.*)$");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^,\\[\\]\\s#]+)");

    private FlywayConfigFile() {}

    /** The nearest file that speaks of this folder, or of no folder at all. */
    static FlywaySettings near(Path folder) {
        Path at = folder.toAbsolutePath().normalize();
        for (int level = 0; at != null && level <= LEVELS_UP; level++, at = at.getParent()) {
            for (String name : NAMES) {
                Path file = at.resolve(name);
                if (Files.isRegularFile(file)) {
                    FlywaySettings settings = new FlywaySettings(file, read(file));
                    if (FlywayLocations.speakOf(folder, settings)) {
                        return settings;
                    }
                }
            }
            if (Files.exists(at.resolve(".git"))) {
                break;
            }
        }
        return FlywaySettings.none();
    }

    private static Map<String, String> read(Path file) {
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return Map.of();
        }
        return file.toString().endsWith(".toml") ? toml(text) : properties(text);
    }

    /** {@code flyway.key=value} lines; Flyway takes backslashes as they are, as in paths of Windows. */
    static Map<String, String> properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text.replace("\\", "\\\\")));
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(
                        FlywayConfigFile::withoutFlyway, properties::getProperty, (one, other) -> other));
    }

    private static String withoutFlyway(String key) {
        return key.startsWith("flyway.") ? key.substring("flyway.".length()) : key;
    }

    /** As much of TOML as Flyway's own files use: tables, strings, numbers, booleans, and lists of them. */
    static Map<String, String> toml(String text) {
        Map<String, String> values = new HashMap<>();
        String section = "";
        @Nullable String openKey = null;
        StringBuilder open = new StringBuilder();
        for (String line : text.lines().toList()) {
            Matcher head = SECTION.matcher(line);
            Matcher key = KEY.matcher(line);
            if (openKey != null) {
                open.append(' ').append(withoutComment(line));
            } else if (head.matches()) {
                section = head.group(1).replace("\"", "") + ".";
                continue;
            } else if (key.matches()) {
                openKey = section + key.group(1).replace("\"", "");
                open.setLength(0);
                open.append(withoutComment(key.group(2)));
            }
            if (openKey != null && isComplete(open)) {
                put(openKey, open.toString().strip(), values);
                openKey = null;
            }
        }
        return values;
    }

    private static boolean isComplete(CharSequence value) {
        String text = value.toString().strip();
        return !text.startsWith("[") || text.endsWith("]");
    }

    private static String withoutComment(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' || c == '\'') {
                quoted = !quoted;
            } else if (c == '#' && !quoted) {
                return line.substring(0, i);
            }
        }
        return line;
    }

    /** Only the flyway table and the default environment's schemas concern the scripts. */
    private static void put(String key, String raw, Map<String, String> values) {
        String value = STRING.matcher(raw)
                .results()
                .map(item -> item.group(1) != null
                        ? unescaped(item.group(1))
                        : item.group(2) != null ? item.group(2) : item.group(3))
                .collect(Collectors.joining(","));
        if (key.startsWith("flyway.")) {
            values.put(withoutFlyway(key), value);
        } else if (key.equals("environments.default.schemas")) {
            values.putIfAbsent("schemas", value);
        }
    }

    private static String unescaped(String text) {
        return text.replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
