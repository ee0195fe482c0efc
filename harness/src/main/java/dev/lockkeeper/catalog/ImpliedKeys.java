package dev.lockkeeper.catalog;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The references of a schema that only names tell of: {@code team_id} where {@code teams} stands in the same schema,
 * with a key of its own of the very same type. Of what could be meant only that is taken which a reader would take for
 * meant, since a proposal for every pair of equal columns drowns the few that matter.
 */
public final class ImpliedKeys {

    private static final Pattern REFERENCE =
            Pattern.compile("(?<stem>.*[a-z0-9])(?:_(?<snake>id|uuid)|(?<camel>I[dD]|U[uU][iI][dD]))");

    /** Beside {@code subject_id} these say which table is meant row by row. */
    private static final List<String> KINDS = List.of("type", "kind", "class", "model", "table");

    private final CatalogSnapshot schema;
    private final Map<String, List<Target>> byWord = new HashMap<>();
    private final Map<String, List<Target>> byLastWord = new HashMap<>();
    private final List<String> tables;

    /**
     * A table others can refer to.
     *
     * @param prefixes what its name begins with, by the word that is left behind it: {@code app_} for {@code user}
     * @param keys columns each of which alone tells its rows apart
     */
    private record Target(String table, Map<String, String> prefixes, List<CatalogObject> keys) {}

    private ImpliedKeys(CatalogSnapshot schema) {
        this.schema = schema;
        this.tables = tables(schema).map(table -> table.id().name()).toList();
        for (String table : tables) {
            List<CatalogObject> keys = keys(table);
            if (!keys.isEmpty()) {
                Target target = new Target(table, prefixes(table), keys);
                byWord.computeIfAbsent(space(table) + word(table), any -> new ArrayList<>())
                        .add(target);
                target.prefixes().keySet().forEach(word -> byLastWord
                        .computeIfAbsent(space(table) + word, any -> new ArrayList<>())
                        .add(target));
            }
        }
    }

    public static ImpliedKeys in(CatalogSnapshot schema) {
        return new ImpliedKeys(schema);
    }

    /** Those that are sure, and those that a second opinion should be asked about. */
    public List<ImpliedKey> all() {
        return tables.stream().flatMap(table -> of(table).stream()).toList();
    }

    /** Those of one table. */
    public List<ImpliedKey> of(String table) {
        List<ImpliedKey> found = new ArrayList<>();
        List<CatalogObject> columns = schema.of(table, ObjectKind.COLUMN).toList();
        for (CatalogObject column : columns) {
            Matcher name = REFERENCE.matcher(bare(column));
            if (name.matches() && !isDeclared(table, column) && column.trait(Trait.GENERATED) == null) {
                String stem = plain(name.group("stem"));
                if (columns.stream().noneMatch(other -> saysWhich(stem, other))) {
                    String suffix = name.group("snake") == null ? name.group("camel") : name.group("snake");
                    target(column, stem, plain(suffix)).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** Whether a foreign key of the table stands on one of the columns. */
    public static boolean isDeclared(CatalogSnapshot schema, String table, List<String> columns) {
        return schema.of(table, ObjectKind.CONSTRAINT)
                .filter(constraint -> "f".equals(constraint.trait(Trait.CONSTRAINT_TYPE)))
                .flatMap(constraint -> columns(constraint).stream())
                .anyMatch(columns::contains);
    }

    private boolean isDeclared(String table, CatalogObject column) {
        return isDeclared(schema, table, List.of(lastName(column)));
    }

    private Optional<ImpliedKey> target(CatalogObject column, String stem, String suffix) {
        String word = space(column.id().name()) + singular(stem);
        List<Target> named = byWord.getOrDefault(word, List.of());
        boolean sure = !named.isEmpty();
        String child = ownName(String.valueOf(column.table()));
        List<Target> possible = sure
                ? named
                : byLastWord.getOrDefault(word, List.of()).stream()
                        .filter(target -> child.startsWith(target.prefixes().getOrDefault(singular(stem), "\0")))
                        .toList();
        List<ImpliedKey> found = possible.stream()
                .filter(target -> !target.table().equals(column.table()))
                .flatMap(target -> key(column, suffix, target, sure).stream())
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** {@code app_users} for {@code user}, seen from {@code app_orders}: one prefix for all tables of an application. */
    private static Map<String, String> prefixes(String table) {
        String name = ownName(table);
        Map<String, String> prefixes = new HashMap<>();
        for (int border = name.indexOf('_'); border >= 0; border = name.indexOf('_', border + 1)) {
            prefixes.putIfAbsent(singular(plain(name.substring(border + 1))), name.substring(0, border + 1));
        }
        return prefixes;
    }

    /** A key with a name of its own is meant only where it is written alike: {@code application_id} is no "applicationId". */
    private static Optional<ImpliedKey> key(CatalogObject column, String suffix, Target target, boolean sure) {
        List<String> names = List.of(bare(column), suffix, "id", "uuid");
        return names.stream()
                .flatMap(name -> target.keys().stream()
                        .filter(key -> bare(key).equals(name) && type(key).equals(type(column))))
                .findFirst()
                .map(key -> new ImpliedKey(
                        String.valueOf(column.table()),
                        List.of(lastName(column)),
                        target.table(),
                        List.of(lastName(key)),
                        sure));
    }

    private static boolean saysWhich(String stem, CatalogObject other) {
        String name = plain(bare(other));
        return name.startsWith(stem) && KINDS.contains(name.substring(stem.length()));
    }

    private List<CatalogObject> keys(String table) {
        return schema.of(table, ObjectKind.INDEX)
                .filter(index -> index.is(Trait.UNIQUE) && index.is(Trait.VALID))
                .filter(index ->
                        index.trait(Trait.PREDICATE) == null && columns(index).size() == 1)
                .flatMap(index -> schema
                        .find(ObjectKind.COLUMN, table + "." + columns(index).get(0))
                        .stream())
                .distinct()
                .toList();
    }

    /** Without partitions, whose columns and keys are those of the whole table. */
    private static Stream<CatalogObject> tables(CatalogSnapshot schema) {
        return Stream.concat(schema.all(ObjectKind.TABLE), schema.all(ObjectKind.PARTITIONED_TABLE))
                .filter(table -> table.trait(Trait.PARTITION_OF) == null);
    }

    static List<String> columns(CatalogObject object) {
        String columns = object.trait(Trait.COLUMNS);
        return columns == null || columns.isEmpty() ? List.of() : List.of(columns.split(","));
    }

    private static String space(String name) {
        return name.substring(0, name.indexOf('.') + 1);
    }

    private static String word(String table) {
        return singular(plain(ownName(table)));
    }

    private static String ownName(String table) {
        return unquoted(table.substring(table.indexOf('.') + 1)).toLowerCase(Locale.ROOT);
    }

    private static String type(CatalogObject column) {
        String type = String.valueOf(column.trait(Trait.TYPE));
        int bracket = type.indexOf('(');
        return bracket < 0 ? type : type.substring(0, bracket) + type.substring(type.lastIndexOf(')') + 1);
    }

    /** The column's own name as SQL writes it. */
    private static String lastName(CatalogObject column) {
        return column.id().name().substring(String.valueOf(column.table()).length() + 1);
    }

    private static String bare(CatalogObject column) {
        return unquoted(lastName(column));
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static String singular(String word) {
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (Stream.of("xes", "ches", "shes", "sses", "uses").anyMatch(word::endsWith)) {
            return word.substring(0, word.length() - 2);
        }
        return word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
