package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.TableSize;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Words;
import dev.lockkeeper.rule.Works;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports a table made by a query from one that holds rows, which has none of what guarded them there. */
public final class CreateTableAsSelect implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "create-table-as-select",
            Category.REWRITE,
            Severity.NOTE,
            "Copies rows into a table that has nothing of what guarded them",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Works.traces(facts)
                .flatMap(trace -> made(facts, trace).flatMap(table -> finding(facts, trace, table)).stream())
                .toList();
    }

    /** The table the statement made of a query, when it is there after the step and still has no key. */
    private static Optional<CatalogObject> made(StepFacts facts, StatementTrace trace) {
        SqlWords words = SqlWords.of(trace.statement());
        boolean asQuery = words.starts("create (unlogged )?table") && words.has("as \\(?\\s*(select|with|table)");
        boolean into = words.starts("select|with") && words.has("into");
        return !asQuery && !into
                ? Optional.empty()
                : facts.change()
                        .added(ObjectKind.TABLE)
                        .filter(table -> makes(words, table.id().name()))
                        .filter(table -> facts.after()
                                .of(table.id().name(), ObjectKind.CONSTRAINT)
                                .noneMatch(one -> "p".equals(one.trait(Trait.CONSTRAINT_TYPE))))
                        .findFirst();
    }

    private static boolean makes(SqlWords words, String table) {
        String name = SqlWords.lastName(table).replace("\"", "").toLowerCase(Locale.ROOT);
        return words.has(
                "(?:table|into)(?: unlogged)?(?: table)?(?: if not exists)? (?:\\S+\\.)?\"?" + Pattern.quote(name));
    }

    private static Optional<Finding> finding(StepFacts facts, StatementTrace trace, CatalogObject made) {
        String table = made.id().name();
        return sources(facts, trace)
                .map(source -> finding(trace, table, source, lacks(facts.after(), source, table)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Tables that stood there before with rows in them, as the statement was seen to read them. */
    private static Stream<String> sources(StepFacts facts, StatementTrace trace) {
        SqlWords words = SqlWords.of(trace.statement());
        return Stream.concat(trace.held().stream(), trace.alreadyHeld().stream())
                .map(Lock::relation)
                .distinct()
                .filter(table -> words.names(table)
                        && Works.stood(facts, table)
                        && facts.after().hasTable(table))
                .filter(table -> facts.sizeOf(table).map(TableSize::rows).orElse(0L) > 0);
    }

    private static Optional<Finding> finding(StatementTrace trace, String table, String source, List<String> lacks) {
        return lacks.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(CARD, trace.statement().at())
                        .object(table)
                        .evidence("lacks", lacks)
                        .saw(table + " is made from the rows of " + source + " and has not what guards them there: "
                                + Words.list(lacks) + ".")
                        .means("Rows that " + source + " would refuse are taken there, and nothing finds one quickly.")
                        .instead("CREATE TABLE " + table + " (LIKE " + source
                                + " INCLUDING ALL); INSERT INTO … SELECT …, in batches; foreign keys, triggers and grants by"
                                + " name."));
    }

    private static List<String> lacks(CatalogSnapshot schema, String source, String table) {
        Set<String> copied =
                schema.of(table, ObjectKind.COLUMN).map(SqlWords::lastName).collect(Collectors.toSet());
        List<String> lacks = new ArrayList<>();
        schema.of(source, ObjectKind.CONSTRAINT)
                .filter(one -> covers(copied, one) && isMissing(schema, table, one))
                .map(one -> word(one) + " " + SqlWords.lastName(one))
                .forEach(lacks::add);
        schema.of(source, ObjectKind.INDEX)
                .filter(one ->
                        one.trait(Trait.CONSTRAINT) == null && covers(copied, one) && isMissing(schema, table, one))
                .map(one -> "index " + SqlWords.lastName(one))
                .forEach(lacks::add);
        schema.of(source, ObjectKind.COLUMN)
                .filter(column -> copied.contains(SqlWords.lastName(column)))
                .forEach(
                        column -> schema.column(table, SqlWords.lastName(column).replace("\"", ""))
                                .ifPresent(copy -> ofColumn(column, copy, lacks)));
        return lacks;
    }

    private static void ofColumn(CatalogObject column, CatalogObject copy, List<String> lacks) {
        boolean fills = column.trait(Trait.DEFAULT) != null
                || column.trait(Trait.IDENTITY) != null
                || column.trait(Trait.GENERATED) != null;
        boolean filled = copy.trait(Trait.DEFAULT) != null
                || copy.trait(Trait.IDENTITY) != null
                || copy.trait(Trait.GENERATED) != null;
        if (fills && !filled) {
            lacks.add("what fills " + SqlWords.lastName(column));
        }
        if (column.is(Trait.NOT_NULL) && !copy.is(Trait.NOT_NULL)) {
            lacks.add("NOT NULL of " + SqlWords.lastName(column));
        }
    }

    private static boolean covers(Set<String> copied, CatalogObject one) {
        String columns = one.trait(Trait.COLUMNS);
        return columns != null && !columns.isEmpty() && copied.containsAll(List.of(columns.split(",")));
    }

    private static boolean isMissing(CatalogSnapshot schema, String table, CatalogObject one) {
        return schema.of(table, one.id().kind())
                .noneMatch(other -> String.valueOf(one.trait(Trait.COLUMNS)).equals(other.trait(Trait.COLUMNS))
                        && String.valueOf(one.trait(Trait.CONSTRAINT_TYPE))
                                .equals(String.valueOf(other.trait(Trait.CONSTRAINT_TYPE))));
    }

    private static String word(CatalogObject constraint) {
        return switch (String.valueOf(constraint.trait(Trait.CONSTRAINT_TYPE))) {
            case "p" -> "primary key";
            case "f" -> "foreign key";
            case "u" -> "unique constraint";
            case "c" -> "check";
            default -> "constraint";
        };
    }
}
