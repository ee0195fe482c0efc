package dev.lockkeeper.chain.flyway;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway's configuration says about reading and sending scripts.
 *
 * @param file where it was found, or null when there is none
 * @param values by key without the leading {@code flyway.}, as they were written
 */
record FlywaySettings(@Nullable Path file, Map<String, String> values) {

    private static final String PLACEHOLDER = "placeholders.";

    FlywaySettings {
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        known.putAll(values);
        values = known;
    }

    static FlywaySettings none() {
        return new FlywaySettings(null, Map.of());
    }

    private String value(String key, String standard) {
        String value = values.get(key);
        return value == null || value.isBlank() ? standard : value.strip();
    }

    private boolean flag(String key, boolean standard) {
        return Boolean.parseBoolean(value(key, String.valueOf(standard)));
    }

    private List<String> list(String key, String standard) {
        return Arrays.stream(value(key, standard).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    List<String> locations() {
        return list("locations", "");
    }

    String versionedPrefix() {
        return value("sqlMigrationPrefix", "V");
    }

    String undoPrefix() {
        return value("undoSqlMigrationPrefix", "U");
    }

    String repeatablePrefix() {
        return value("repeatableSqlMigrationPrefix", "R");
    }

    String baselinePrefix() {
        return value("baselineMigrationPrefix", "B");
    }

    String separator() {
        return value("sqlMigrationSeparator", "__");
    }

    List<String> suffixes() {
        return list("sqlMigrationSuffixes", ".sql");
    }

    boolean group() {
        return flag("group", false);
    }

    boolean outOfOrder() {
        return flag("outOfOrder", false);
    }

    boolean mixed() {
        return flag("mixed", false);
    }

    boolean executeInTransaction() {
        return flag("executeInTransaction", true);
    }

    boolean validatesNames() {
        return flag("validateMigrationNaming", false);
    }

    boolean replacesPlaceholders() {
        return flag("placeholderReplacement", true);
    }

    String placeholderPrefix() {
        return value("placeholderPrefix", "${");
    }

    String placeholderSuffix() {
        return value("placeholderSuffix", "}");
    }

    String placeholderSeparator() {
        return value("placeholderSeparator", ":");
    }

    String initSql() {
        return value("initSql", "");
    }

    /** The schema Flyway makes the current one for each script: {@code public} unless the configuration says otherwise. */
    String defaultSchema() {
        List<String> schemas = list("schemas", "");
        return value("defaultSchema", schemas.isEmpty() ? "public" : schemas.get(0));
    }

    String table() {
        return value("table", "flyway_schema_history");
    }

    String environment() {
        return value("environment", "default");
    }

    Charset encoding() {
        return charset(value("encoding", "UTF-8"));
    }

    /** A name that Java does not know reads as UTF-8; Flyway itself would stop before the first script. */
    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /** By name in lower case, since Flyway does not mind the case. */
    Map<String, String> placeholders() {
        Map<String, String> placeholders = new HashMap<>();
        values.forEach((key, value) -> {
            if (key.regionMatches(true, 0, PLACEHOLDER, 0, PLACEHOLDER.length())) {
                placeholders.put(key.substring(PLACEHOLDER.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        return placeholders;
    }
}
