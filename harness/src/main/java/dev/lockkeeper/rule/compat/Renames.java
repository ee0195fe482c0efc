package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.SqlWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the statements of an up give another name, among what stood there before. */
final class Renames {

    private static final String NAME = "((?:\"[^\"]+\"|[\\w$]+)(?:\\.(?:\"[^\"]+\"|[\\w$]+))?)";
    private static final Pattern COLUMN =
            Pattern.compile("(?i)\\balter (?:table|view|materialized view) (?:if exists )?(?:only )?" + NAME
                    + " rename (?:column )?(?!to\\b|constraint\\b)" + NAME + " to " + NAME);
    private static final Pattern RELATION = Pattern.compile(
            "(?i)\\balter (?:table|view|materialized view) (?:if exists )?(?:only )?" + NAME + " rename to " + NAME);
    private static final Pattern SCHEMA = Pattern.compile("(?i)\\balter schema " + NAME + " rename to " + NAME);
    private static final Pattern MOVE =
            Pattern.compile("(?i)\\balter (?:table|view|materialized view|function|type|sequence)"
                    + " (?:if exists )?(?:only )?" + NAME + "(?: ?\\([^)]*\\))? set schema " + NAME);

    static final Set<ObjectKind> RELATIONS = Set.of(
            ObjectKind.TABLE,
            ObjectKind.PARTITIONED_TABLE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.FOREIGN_TABLE);

    /**
     * One new name.
     *
     * @param before the full name the release before knows
     * @param table the table of a column, else the thing itself
     * @param after the new name or schema as the statement says it
     */
    record Rename(Statement statement, String before, String table, String after) {}

    private Renames() {}

    static List<Rename> ofColumns(StepFacts facts) {
        List<Rename> found = new ArrayList<>();
        for (Statement statement : facts.up().statements()) {
            Matcher renames = COLUMN.matcher(SqlWords.of(statement).written());
            while (renames.find()) {
                String relation = renames.group(1);
                String column = renames.group(2);
                String to = folded(renames.group(3));
                facts.change()
                        .removed(ObjectKind.COLUMN)
                        .filter(gone -> same(gone.id().name(), column) && same(String.valueOf(gone.table()), relation))
                        .forEach(gone ->
                                found.add(new Rename(statement, gone.id().name(), String.valueOf(gone.table()), to)));
            }
        }
        return found;
    }

    /** Whether a column is an old one by a new name. */
    static boolean leadTo(StepFacts facts, CatalogObject column) {
        return ofColumns(facts).stream()
                .anyMatch(rename -> rename.table().equals(column.table())
                        && same(column.id().name(), rename.after()));
    }

    static List<Rename> ofRelations(StepFacts facts) {
        return of(facts, RELATION, RELATIONS).stream()
                .filter(rename -> RELATIONS.stream()
                        .noneMatch(kind ->
                                facts.after().find(kind, rename.before()).isPresent()))
                .toList();
    }

    static List<Rename> ofSchemas(StepFacts facts) {
        return of(facts, SCHEMA, Set.of(ObjectKind.SCHEMA));
    }

    static List<Rename> moves(StepFacts facts) {
        Set<ObjectKind> kinds = new java.util.HashSet<>(RELATIONS);
        kinds.addAll(List.of(ObjectKind.FUNCTION, ObjectKind.ENUM, ObjectKind.SEQUENCE, ObjectKind.DOMAIN));
        return of(facts, MOVE, kinds);
    }

    private static List<Rename> of(StepFacts facts, Pattern pattern, Set<ObjectKind> kinds) {
        List<Rename> found = new ArrayList<>();
        for (Statement statement : facts.up().statements()) {
            Matcher renames = pattern.matcher(SqlWords.of(statement).written());
            while (renames.find()) {
                String from = renames.group(1);
                String to = folded(renames.group(2));
                facts.change().removed().stream()
                        .filter(gone -> kinds.contains(gone.id().kind())
                                && same(gone.id().name(), from))
                        .map(gone -> new Rename(
                                statement, gone.id().name(), gone.id().name(), to))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** As the server reads it: without quotes, capitals do not count. */
    private static String folded(String name) {
        return name.startsWith("\"") ? name : name.toLowerCase(Locale.ROOT);
    }

    private static boolean same(String full, String said) {
        return bare(full).equals(bare(said));
    }

    private static String bare(String name) {
        return SqlWords.lastName(name).replace("\"", "").toLowerCase(Locale.ROOT);
    }
}
