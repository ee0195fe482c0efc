package dev.lockkeeper.target;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.TargetFact.Difference;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says of one object how it differs, and with which SQL somebody could have made it so. */
record DriftSql(CatalogObject object) {

    private static final int LONG = 160;

    Difference added() {
        return new Difference(object.id(), "is on the target, and no step that ran makes it", create());
    }

    Difference removed() {
        return new Difference(object.id(), "is missing on the target", drop());
    }

    Difference changed(CatalogObject before) {
        List<String> old = lines(before);
        List<String> now = lines(object);
        List<String> gone = old.stream().filter(line -> !now.contains(line)).toList();
        List<String> come = now.stream().filter(line -> !old.contains(line)).toList();
        return new Difference(
                object.id(), "is " + words(come) + " on the target; the chain makes it " + words(gone), alter(before));
    }

    private static List<String> lines(CatalogObject object) {
        return object.definition()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String words(List<String> lines) {
        String text = lines.isEmpty() ? "without more" : String.join(" ", lines);
        return "\"" + (text.length() <= LONG ? text : text.substring(0, LONG) + "…") + "\"";
    }

    private String name() {
        return object.id().name();
    }

    private String table() {
        return Objects.requireNonNullElse(object.table(), "");
    }

    /** The name inside its table. */
    private String ownName() {
        return name().startsWith(table() + ".") ? name().substring(table().length() + 1) : name();
    }

    private String firstLines() {
        return lines(object).stream().filter(line -> !line.startsWith("owner ")).collect(Collectors.joining(" "));
    }

    private String create() {
        return switch (object.id().kind()) {
            case COLUMN -> "ALTER TABLE " + table() + " ADD COLUMN " + ownName() + " " + firstLines() + ";";
            case CONSTRAINT -> "ALTER TABLE " + table() + " ADD CONSTRAINT " + ownName() + " " + firstLines() + ";";
            case TABLE -> "CREATE TABLE " + name() + " (…);";
            case INDEX, FUNCTION, PROCEDURE, TRIGGER -> firstLines() + ";";
            case VIEW -> "CREATE VIEW " + name() + " " + firstLines();
            case MATERIALIZED_VIEW -> "CREATE MATERIALIZED VIEW " + name() + " " + firstLines();
            case GRANT -> "GRANT " + firstLines() + " ON " + name().replaceFirst(" to (\\S+)$", " TO $1") + ";";
            case ENUM -> "CREATE TYPE " + name() + " AS " + firstLines() + ";";
            case POLICY -> "CREATE POLICY " + ownName() + " ON " + table() + " AS " + firstLines() + ";";
            case COMMENT -> "COMMENT ON " + name() + " IS '" + firstLines().replace("'", "''") + "';";
            default -> "CREATE " + kind() + " " + name() + " " + firstLines() + ";";
        };
    }

    private String drop() {
        return switch (object.id().kind()) {
            case COLUMN -> "ALTER TABLE " + table() + " DROP COLUMN " + ownName() + ";";
            case CONSTRAINT -> "ALTER TABLE " + table() + " DROP CONSTRAINT " + ownName() + ";";
            case TRIGGER, POLICY, RULE -> "DROP " + kind() + " " + ownName() + " ON " + table() + ";";
            case GRANT -> "REVOKE " + firstLines() + " ON " + name().replaceFirst(" to (\\S+)$", " FROM $1") + ";";
            case COMMENT -> "COMMENT ON " + name() + " IS NULL;";
            case PARTITIONED_TABLE -> "DROP TABLE " + name() + ";";
            default -> "DROP " + kind() + " " + name() + ";";
        };
    }

    private String alter(CatalogObject before) {
        if (object.id().kind() == ObjectKind.COLUMN) {
            return alterColumn(before);
        }
        return switch (object.id().kind()) {
            case FUNCTION, PROCEDURE -> firstLines() + ";";
            case VIEW -> "CREATE OR REPLACE VIEW " + name() + " " + firstLines();
            case INDEX -> "DROP INDEX …; " + firstLines() + ";";
            case CONSTRAINT ->
                "ALTER TABLE " + table() + " DROP CONSTRAINT " + ownName() + ", ADD CONSTRAINT " + ownName() + " "
                        + firstLines() + ";";
            case ENUM -> "ALTER TYPE " + name() + " ADD VALUE …;";
            case GRANT -> "GRANT or REVOKE on " + name() + ", which now says " + firstLines() + ";";
            case COMMENT -> create();
            default -> "ALTER " + kind() + " " + name() + " …;";
        };
    }

    private String alterColumn(CatalogObject before) {
        String alter = "ALTER TABLE " + table() + " ALTER COLUMN " + ownName() + " ";
        List<String> actions = new ArrayList<>();
        if (differs(before, Trait.TYPE)) {
            actions.add("TYPE " + object.trait(Trait.TYPE));
        }
        if (object.is(Trait.NOT_NULL) != before.is(Trait.NOT_NULL)) {
            actions.add(object.is(Trait.NOT_NULL) ? "SET NOT NULL" : "DROP NOT NULL");
        }
        if (differs(before, Trait.DEFAULT)) {
            actions.add(Optional.ofNullable(object.trait(Trait.DEFAULT))
                    .map(value -> "SET DEFAULT " + value)
                    .orElse("DROP DEFAULT"));
        }
        return actions.isEmpty()
                ? alter + "…;"
                : actions.stream().map(action -> alter + action + ";").collect(Collectors.joining(" "));
    }

    private boolean differs(CatalogObject before, String trait) {
        return !Objects.equals(object.trait(trait), before.trait(trait));
    }

    private String kind() {
        return object.id().kind().toString().toUpperCase(Locale.ROOT);
    }
}
