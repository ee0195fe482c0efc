package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why values went or changed: one cause for each effect, so that one hazard is told once. */
enum Cause {
    DROP_COLUMN,
    DROP_AND_RECREATE_COLUMN,
    DROP_TABLE,
    DROP_PARTITION,
    DROP_SCHEMA,
    TRUNCATE,
    TRUNCATE_CASCADE,
    UNBOUNDED_DELETE,
    ROWS_DELETED,
    UNBOUNDED_UPDATE,
    VALUES_OVERWRITTEN,
    LOSSY_CAST,
    SILENT_CHANGE,
    SESSION,
    DOWN_SESSION,
    DOWN;

    private static final Pattern WHERE = Pattern.compile("(?is)\\bwhere\\b");
    private static final Pattern CASCADE = Pattern.compile("(?is)\\bcascade\\b");

    static Cause of(StepFacts facts, DataEffect effect) {
        if (effect.setting() != null) {
            return effect.by() == Direction.UP ? SESSION : DOWN_SESSION;
        }
        if (effect.by() == Direction.DOWN) {
            return DOWN;
        }
        return effect.column() == null ? ofRows(facts, effect) : ofValues(facts, effect);
    }

    private static Cause ofRows(StepFacts facts, DataEffect effect) {
        if (!facts.after().hasTable(effect.table())) {
            String schema = effect.table().substring(0, effect.table().indexOf('.'));
            boolean schemaGone = facts.change()
                    .removed(ObjectKind.SCHEMA)
                    .anyMatch(gone -> gone.id().name().equals(schema));
            return schemaGone ? DROP_SCHEMA : DROP_TABLE;
        }
        if (partitionsGone(facts, effect.table()).findAny().isPresent()) {
            return DROP_PARTITION;
        }
        if (madeAnew(facts, effect.table())) {
            return DROP_TABLE;
        }
        Optional<Statement> truncate = statement(facts, "truncate", effect.table());
        if (truncate.isPresent()) {
            return TRUNCATE;
        }
        boolean cascades = statements(facts, "truncate").stream()
                .anyMatch(statement -> CASCADE.matcher(statement.sql()).find());
        if (cascades) {
            return TRUNCATE_CASCADE;
        }
        boolean unbounded = statements(facts, "delete").stream()
                .filter(statement -> names(statement, effect.table()))
                .anyMatch(statement -> !WHERE.matcher(plain(statement)).find());
        return unbounded ? UNBOUNDED_DELETE : ROWS_DELETED;
    }

    private static Cause ofValues(StepFacts facts, DataEffect effect) {
        String column = String.valueOf(effect.column());
        if (facts.after().column(effect.table(), column).isEmpty()) {
            boolean another = facts.change()
                    .added(ObjectKind.COLUMN)
                    .filter(added -> effect.table().equals(added.table()))
                    .anyMatch(added -> couldHold(facts, added, effect.table(), column));
            return another && effect.effect() == Effect.LOST ? DROP_AND_RECREATE_COLUMN : DROP_COLUMN;
        }
        if (recreated(facts, effect)) {
            return DROP_AND_RECREATE_COLUMN;
        }
        boolean typeChanged = facts.change()
                .changed(ObjectKind.COLUMN)
                .filter(change -> facts.before()
                        .column(effect.table(), column)
                        .filter(change.before()::equals)
                        .isPresent())
                .anyMatch(change -> !Objects.equals(
                        change.before().trait(Trait.TYPE), change.after().trait(Trait.TYPE)));
        if (typeChanged || retyped(facts, effect)) {
            return LOSSY_CAST;
        }
        if (!effect.named()) {
            return SILENT_CHANGE;
        }
        boolean unbounded = statements(facts, "update").stream()
                .filter(statement -> names(statement, effect.table()))
                .anyMatch(statement -> !WHERE.matcher(plain(statement)).find());
        return unbounded ? UNBOUNDED_UPDATE : VALUES_OVERWRITTEN;
    }

    /** A new column of another kind is no new name for the old one. */
    private static boolean couldHold(StepFacts facts, CatalogObject added, String table, String column) {
        return facts.before()
                .column(table, column)
                .map(gone -> kind(gone).equals(kind(added)))
                .orElse(true);
    }

    private static String kind(CatalogObject column) {
        String type = String.valueOf(column.trait(Trait.TYPE)).replaceAll("\\(.*?\\)", "");
        return switch (type) {
            case "character varying", "character", "citext" -> "text";
            case "smallint", "integer", "bigint", "real", "double precision" -> "numeric";
            case "json" -> "jsonb";
            default -> type.startsWith("timestamp") ? "timestamp" : type;
        };
    }

    /** Given a type that later took over the old one's name, as when the labels of an enum are exchanged. */
    private static boolean retyped(StepFacts facts, DataEffect effect) {
        Pattern type = Pattern.compile("(?is)\\balter\\s+(column\\s+)?\"?"
                + Pattern.quote(String.valueOf(effect.column())) + "\"?\\s+(set\\s+data\\s+)?type\\b");
        return facts.up().statements().stream()
                .filter(statement -> names(statement, effect.table()))
                .anyMatch(statement -> type.matcher(statement.sql()).find());
    }

    /** Partitions of a table that stays. */
    static Stream<CatalogObject> partitionsGone(StepFacts facts, String table) {
        return facts.change().removed(ObjectKind.TABLE).filter(gone -> table.equals(gone.trait(Trait.PARTITION_OF)));
    }

    /** Dropped and added under its own name, which leaves no trace in the schema. */
    private static boolean recreated(StepFacts facts, DataEffect effect) {
        Pattern drop = Pattern.compile("(?is)\\bdrop\\s+(column\\s+)?(if\\s+exists\\s+)?\"?"
                + Pattern.quote(String.valueOf(effect.column())) + "\\b");
        return effect.effect() == Effect.LOST
                && facts.up().statements().stream()
                        .filter(statement -> names(statement, effect.table()))
                        .anyMatch(statement -> drop.matcher(plain(statement)).find());
    }

    /** Dropped, with another of its name made in its place. */
    private static boolean madeAnew(StepFacts facts, String table) {
        return facts.up().statements().stream()
                .anyMatch(statement -> SqlWords.of(statement).starts("drop table") && names(statement, table));
    }

    /** Without comments and strings, which only look like SQL. */
    private static String plain(Statement statement) {
        return SqlWords.of(statement).toString();
    }

    static List<Statement> statements(StepFacts facts, String verb) {
        // ON DELETE of a foreign key, FOR UPDATE of a query and AFTER DELETE of a trigger write nothing.
        Pattern starts = Pattern.compile(
                "(?is)(?<!\\b(?:do|on|for|or|after|before|of|key|instead)\\s{1,9})(?<![\\w$\"])" + verb + "\\s.*");
        return facts.up().statements().stream()
                .filter(statement -> starts.matcher(plain(statement)).find())
                .toList();
    }

    static Optional<Statement> statement(StepFacts facts, String verb, String table) {
        return statements(facts, verb).stream()
                .filter(statement -> names(statement, table))
                .findFirst();
    }

    static boolean names(Statement statement, String table) {
        return Pointer.names(statement, table);
    }
}
