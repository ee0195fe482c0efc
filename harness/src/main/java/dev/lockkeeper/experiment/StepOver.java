package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what an {@code IF NOT EXISTS} that did nothing would have made, by making room for it. */
final class StepOver {

    /** {@code duplicate_table}, which also says that an index is there. */
    private static final String THERE_ALREADY = "42P07";

    private static final Pattern CREATE = Pattern.compile(
            "(?is)^create\\s+(?:unlogged\\s+)?(table|(?:unique\\s+)?index(?:\\s+concurrently)?)\\s+if\\s+not\\s+exists\\s+([\\w.\"$]+)");

    private final Lab lab;
    private final CatalogState before;

    /** @param lab standing at its mark, before the up */
    StepOver(Lab lab, CatalogState before) {
        this.lab = lab;
        this.before = before;
    }

    List<Fact> observe(List<StatementTrace> traces) throws SQLException {
        List<Fact> facts = new ArrayList<>();
        for (StatementTrace trace : traces) {
            boolean skipped = trace.notices().stream()
                    .anyMatch(notice -> notice.sqlState().equals(THERE_ALREADY));
            Matcher create = CREATE.matcher(trace.statement().sql().strip());
            if (skipped && create.find()) {
                boolean table = create.group(1).equalsIgnoreCase("table");
                Optional<CatalogObject> there = find(create.group(2), table);
                if (there.isPresent()) {
                    compare(trace.statement(), there.get(), table).ifPresent(facts::add);
                }
            }
        }
        return facts;
    }

    private Optional<CatalogObject> find(String name, boolean table) {
        CatalogSnapshot schema = before.snapshot();
        Stream<CatalogObject> candidates = table ? schema.all(ObjectKind.TABLE) : schema.all(ObjectKind.INDEX);
        return candidates
                .filter(object -> {
                    String known = lower(object.id().name());
                    return known.equals(lower(name)) || known.endsWith("." + lower(name));
                })
                .findFirst();
    }

    private static String lower(String name) {
        return name.replace("\"", "").toLowerCase(Locale.ROOT);
    }

    private Optional<Fact> compare(Statement statement, CatalogObject there, boolean table) throws SQLException {
        lab.rewind();
        String name = there.id().name();
        Statement drop = Statement.of("DROP " + (table ? "TABLE " : "INDEX ") + name + " CASCADE", statement.at());
        Script makeRoom = new Script(List.of(drop, statement), Grouping.TRANSACTION, statement.at());
        if (!lab.run(makeRoom, Direction.UP, Phase.UP, false).ok()) {
            return Optional.empty();
        }
        CatalogSnapshot now = lab.schema(before).snapshot();
        CatalogDiff diff = CatalogDiffs.between(before.snapshot(), now);
        ObjectKind telling = table ? ObjectKind.COLUMN : ObjectKind.INDEX;
        boolean differs = Stream.of(
                        diff.added(telling),
                        diff.removed(telling),
                        diff.changed(telling).map(CatalogDiff.Change::after))
                .flatMap(objects -> objects)
                .anyMatch(object ->
                        name.equals(table ? object.table() : object.id().name()));
        return differs
                ? Optional.of(new Fact.SteppedOver(
                        statement.at(),
                        new ObjectId(table ? ObjectKind.TABLE : ObjectKind.INDEX, name),
                        shape(now, name, table),
                        shape(before.snapshot(), name, table)))
                : Optional.empty();
    }

    private static String shape(CatalogSnapshot schema, String name, boolean table) {
        if (!table) {
            return schema.find(ObjectKind.INDEX, name)
                    .map(CatalogObject::definition)
                    .orElse("");
        }
        return schema.of(name, ObjectKind.COLUMN)
                .map(column -> column.id().name().substring(name.length() + 1) + " " + column.definition())
                .collect(Collectors.joining(", "));
    }
}
