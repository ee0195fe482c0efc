package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Columns that refer to another table by name alone: {@code team_id} where there is a table of teams. */
final class ImpliedReferences {

    /** The table and the column of its key. */
    record Target(long table, String column) {}

    private final Map<String, TableShape> byWord = new HashMap<>();
    private final Map<Long, Map<Column, Target>> found = new HashMap<>();

    ImpliedReferences(Collection<TableShape> tables) {
        for (TableShape table : tables) {
            if (table.key().size() == 1) {
                byWord.put(schemaOf(table) + singular(wordOf(table)), table);
            }
        }
    }

    /** Of all columns without a foreign key of their own, those that a person would take for one. */
    Map<Column, Target> of(TableShape table) {
        return found.computeIfAbsent(table.oid(), any -> find(table));
    }

    private Map<Column, Target> find(TableShape table) {
        Map<Column, Target> implied = new LinkedHashMap<>();
        List<Integer> declared = table.references().stream()
                .flatMap(reference -> reference.columns().stream())
                .toList();
        for (Column column : table.columns()) {
            String name = column.name().toLowerCase(Locale.ROOT);
            String word = name.replaceAll("(_?id|_?uuid)$", "");
            TableShape target = byWord.get(schemaOf(table) + singular(word));
            if (target != null
                    && !word.isEmpty()
                    && !word.equals(name)
                    && target.oid() != table.oid()
                    && !declared.contains(column.number())
                    && column.type().base().oid()
                            == target.key().get(0).type().base().oid()) {
                implied.put(column, new Target(target.oid(), target.key().get(0).name()));
            }
        }
        return implied;
    }

    /** Names that tables referred to by a column's name may have. */
    static Set<String> guesses(TableShape table) {
        List<Integer> declared = table.references().stream()
                .flatMap(reference -> reference.columns().stream())
                .toList();
        Set<String> guesses = new LinkedHashSet<>();
        for (Column column : table.columns()) {
            String word = column.name().replaceAll("(?:_?id|_?uuid|Id|ID|Uuid)$", "");
            if (!word.isEmpty() && !word.equals(column.name()) && !declared.contains(column.number())) {
                String capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
                String plural = word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word + "s";
                for (String guess : List.of(word, plural, word + "es", capital, capital + "s")) {
                    guesses.add(schemaOf(table) + SqlText.identifier(guess));
                }
            }
        }
        return guesses;
    }

    private static String schemaOf(TableShape table) {
        return table.name().substring(0, table.name().lastIndexOf('.') + 1);
    }

    private static String wordOf(TableShape table) {
        return table.name()
                .substring(table.name().lastIndexOf('.') + 1)
                .replace("\"", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String singular(String word) {
        String bare = word.replace("_", "");
        if (bare.endsWith("ies")) {
            return bare.substring(0, bare.length() - 3) + "y";
        }
        return bare.endsWith("s") && !bare.endsWith("ss") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
