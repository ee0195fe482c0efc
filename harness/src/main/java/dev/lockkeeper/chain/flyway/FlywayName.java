package dev.lockkeeper.chain.flyway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * A file's name as Flyway understands it. Flyway's own parser says the same (a test holds that), but takes a third of a
 * second to get ready.
 *
 * @param version null for what has none
 * @param trouble why Flyway passes the file over, or null
 */
record FlywayName(Kind kind, @Nullable MigrationVersion version, String description, @Nullable String trouble) {

    /** What the file is, by its prefix. */
    enum Kind {
        VERSIONED,
        UNDO,
        REPEATABLE,
        BASELINE,
        CALLBACK,
        UNKNOWN;

        boolean hasVersion() {
            return this == VERSIONED || this == UNDO || this == BASELINE;
        }
    }

    private static final List<String> CALLBACK_FAMILIES = List.of(
            "Clean",
            "Migrate",
            "EachMigrate",
            "EachMigrateStatement",
            "Undo",
            "EachUndo",
            "EachUndoStatement",
            "Validate",
            "Baseline",
            "Repair",
            "Info");

    /** Ids of events by which a file beside the migrations is a callback. */
    private static final Set<String> CALLBACKS = Stream.concat(
                    CALLBACK_FAMILIES.stream()
                            .flatMap(family ->
                                    Stream.of("before" + family, "after" + family, "after" + family + "Error")),
                    Stream.of(
                            "beforeRepeatables",
                            "afterVersioned",
                            "afterMigrateApplied",
                            "afterMigrateOperationFinish",
                            "afterInfoOperationFinish",
                            "createSchema",
                            "beforeCreateSchema",
                            "beforeConnect",
                            "afterConnect"))
            .collect(Collectors.toUnmodifiableSet());

    private record Prefix(String text, Kind kind) {}

    static FlywayName parse(String fileName, FlywaySettings settings) {
        String stem = withoutSuffix(fileName, settings.suffixes());
        Optional<Prefix> prefix = prefixes(settings, stem).stream()
                .filter(candidate -> stem.startsWith(candidate.text()))
                .max(Comparator.comparingInt(candidate -> candidate.text().length()));
        return prefix.map(found -> parse(stem.substring(found.text().length()), found.kind(), settings))
                .orElseGet(
                        () -> new FlywayName(Kind.UNKNOWN, null, "", "its name begins with none of Flyway's prefixes"));
    }

    private static List<Prefix> prefixes(FlywaySettings settings, String stem) {
        List<Prefix> prefixes = new ArrayList<>(List.of(
                new Prefix(settings.versionedPrefix(), Kind.VERSIONED),
                new Prefix(settings.undoPrefix(), Kind.UNDO),
                new Prefix(settings.repeatablePrefix(), Kind.REPEATABLE),
                new Prefix(settings.baselinePrefix(), Kind.BASELINE)));
        for (String event : CALLBACKS) {
            if (stem.startsWith(event)) {
                prefixes.add(new Prefix(event, Kind.CALLBACK));
            }
        }
        return prefixes;
    }

    private static FlywayName parse(String rest, Kind kind, FlywaySettings settings) {
        int separator = rest.indexOf(settings.separator());
        String version = separator < 0 ? rest : rest.substring(0, separator);
        String description = separator < 0
                ? ""
                : rest.substring(separator + settings.separator().length());
        String words = description.replace('_', ' ');
        if (!kind.hasVersion()) {
            return new FlywayName(kind, null, words, version.isEmpty() ? null : "there is a version where none may be");
        }
        if (version.isEmpty()) {
            return new FlywayName(kind, null, words, "it has no version before " + settings.separator());
        }
        try {
            return new FlywayName(kind, MigrationVersion.fromVersion(version), words, null);
        } catch (FlywayException | NumberFormatException noVersion) {
            return new FlywayName(
                    kind,
                    null,
                    words,
                    "\"%s\" is no version: only digits, dots and single underscores are".formatted(version));
        }
    }

    /** Whatever the case of its letters, the first suffix that fits is taken off. */
    static String withoutSuffix(String fileName, List<String> suffixes) {
        String upper = fileName.toUpperCase(Locale.ROOT);
        return suffixes.stream()
                .filter(suffix -> upper.endsWith(suffix.toUpperCase(Locale.ROOT)))
                .findFirst()
                .map(suffix -> fileName.substring(0, fileName.length() - suffix.length()))
                .orElse(fileName);
    }

    /** The version as Flyway prints it; a file without one is known by its prefix and description. */
    MigrationVersion requireVersion() {
        if (version == null) {
            throw new IllegalStateException(kind + " has no version");
        }
        return version;
    }
}
