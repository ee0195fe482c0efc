package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reports new tables of one column, of columns that may all be NULL, of numbered columns, or of very many. */
public final class TableShape extends DesignRule {

    public TableShape() {
        super("table-shape", "A table of an odd shape");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return newTables(facts).flatMap(table -> odd(facts, table).stream()).toList();
    }

    private static final int MANY = 60;

    private static final Pattern NUMBERED = Pattern.compile("(.*[a-z_])(\\d+)\"?");

    private Optional<Finding> odd(StepFacts facts, CatalogObject table) {
        List<CatalogObject> columns =
                facts.after().of(table.id().name(), ObjectKind.COLUMN).toList();
        String name = table.id().name();
        if (columns.size() == 1) {
            return Optional.of(about(facts, table)
                    .saw(name + " has one column.")
                    .means("It can say that something is there, and nothing about it.")
                    .instead("A column of the table it belongs to, or the columns that are still to come."));
        }
        if (columns.size() > MANY) {
            return Optional.of(about(facts, table)
                    .evidence("columns", columns.size())
                    .saw(name + " has more than " + MANY + " columns.")
                    .means("Each UPDATE writes the whole row anew, and most statements read what they do not need.")
                    .instead("Several tables that share a key."));
        }
        if (columns.size() > 1 && columns.stream().noneMatch(column -> column.is(Trait.NOT_NULL))) {
            return Optional.of(about(facts, table)
                    .saw("Every column of " + name + " may be NULL.")
                    .means("A row may say nothing at all.")
                    .instead("NOT NULL on what makes a row one of its kind."));
        }
        return numbered(columns).map(stem -> about(facts, table)
                .saw(name + " has numbered columns: " + stem + "1, " + stem + "2 …")
                .means("The next one takes a migration, and each question has to ask all of them.")
                .instead("A table of its own, one row for each."));
    }

    /** The stem of three columns or more that only a number tells apart. */
    private static Optional<String> numbered(List<CatalogObject> columns) {
        Map<String, Long> stems = columns.stream()
                .map(column -> NUMBERED.matcher(SqlWords.lastName(column)))
                .filter(Matcher::matches)
                .collect(Collectors.groupingBy(
                        found -> found.group(1).replace("\"", ""), TreeMap::new, Collectors.counting()));
        return stems.entrySet().stream()
                .filter(stem -> stem.getValue() > 2)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
