package dev.lockkeeper.rule;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Step;
import java.util.ArrayList;
import java.util.List;

/** How findings say things that several rules say. */
public final class Words {

    private static final int NAMED = 4;

    private Words() {}

    /** {@code index auth.users_email_idx on auth.users}: an object as people name it. */
    public static String name(CatalogObject object) {
        String table = object.table();
        boolean alreadyNamed = table == null || object.id().name().contains(table);
        return alreadyNamed ? object.id().toString() : object.id() + " on " + table;
    }

    /** What a difference consists of, in one line: {@code lost index a; kept type b; changed column c}. */
    public static String difference(CatalogDiff diff) {
        List<String> parts = new ArrayList<>();
        add(parts, "is missing", diff.removed().stream().map(Words::name).toList());
        add(parts, "is still there", diff.added().stream().map(Words::name).toList());
        add(
                parts,
                "is not what it was",
                diff.changed().stream().map(change -> name(change.after())).toList());
        return String.join("; ", parts);
    }

    /** {@code 23505: duplicate key … (Key (email)=(x) already exists.)}: what the server answered. */
    public static String answer(Failure failure) {
        String detail = failure.detail() == null ? "" : " (" + failure.detail().replace('\n', ' ') + ")";
        return failure.sqlState() + ": " + failure.message() + detail;
    }

    public static String list(List<String> names) {
        if (names.size() <= NAMED) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }

    /** The object to name when a difference concerns several: the first table, else the first object. */
    public static String foremost(CatalogDiff diff, Step step) {
        return all(diff).stream()
                .map(object -> object.table() == null ? object.id().name() : object.table())
                .findFirst()
                .orElse(step.version());
    }

    /** The objects of a difference as evidence, each with its two definitions. */
    public static List<String> evidence(CatalogDiff diff) {
        List<String> lines = new ArrayList<>();
        diff.removed().forEach(object -> lines.add("- " + definition(object)));
        diff.added().forEach(object -> lines.add("+ " + definition(object)));
        diff.changed().forEach(change -> {
            lines.add("- " + definition(change.before()));
            lines.add("+ " + definition(change.after()));
        });
        return lines;
    }

    private static String definition(CatalogObject object) {
        return object.id() + ": " + object.definition();
    }

    private static List<CatalogObject> all(CatalogDiff diff) {
        List<CatalogObject> objects = new ArrayList<>(diff.removed());
        objects.addAll(diff.added());
        diff.changed().forEach(change -> objects.add(change.after()));
        return objects;
    }

    private static void add(List<String> parts, String verb, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(list(names) + " " + (names.size() == 1 ? verb : plural(verb)));
        }
    }

    private static String plural(String verb) {
        return switch (verb) {
            case "is missing" -> "are missing";
            case "is still there" -> "are still there";
            default -> "are not what they were";
        };
    }
}
