package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out what a statement that did nothing, since something was there already, would have made: by making room for it. */
final class StepOver {

    /** {@code duplicate_table}, which also says that an index or a sequence is there. */
    private static final String RELATION_THERE = "42P07";

    private static final String COLUMN_THERE = "42701";

    private static final String NAME = "([\\w.\"$]+)";

    private static final Pattern CREATE = Pattern.compile("(?is)^create\\s+(?:unlogged\\s+)?"
            + "(table|(?:unique\\s+)?index(?:\\s+concurrently)?|sequence|materialized\\s+view)\\s+if\\s+not\\s+exists\\s+"
            + NAME);

    private static final Pattern ALTER =
            Pattern.compile("(?is)^alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?" + NAME);

    private static final Pattern ADD = Pattern.compile("(?is)\\badd\\s+(?:column\\s+)?if\\s+not\\s+exists\\s+" + NAME);

    /** A block that catches the refusal of a type that is there already, as there is no IF NOT EXISTS for types. */
    private static final Pattern TYPE_IN_BLOCK = Pattern.compile(
            "(?is)^do\\b.*?\\b(create\\s+(?:type|domain)\\s+" + NAME + "\\s+as\\b[^;]*);.*\\bduplicate_object\\b");

    private static final Set<ObjectKind> TYPES =
            Set.of(ObjectKind.ENUM, ObjectKind.COMPOSITE_TYPE, ObjectKind.DOMAIN, ObjectKind.RANGE);

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
            String sql = trace.statement().sql().strip();
            if (said(trace, RELATION_THERE)) {
                facts.addAll(relation(trace.statement(), sql));
            }
            if (said(trace, COLUMN_THERE)) {
                facts.addAll(columns(trace.statement(), sql));
            }
            facts.addAll(type(trace.statement(), sql));
        }
        return facts;
    }

    private static boolean said(StatementTrace trace, String state) {
        return trace.notices().stream().anyMatch(notice -> notice.sqlState().equals(state));
    }

    private List<Fact> relation(Statement statement, String sql) throws SQLException {
        Matcher create = CREATE.matcher(sql);
        if (!create.find()) {
            return List.of();
        }
        String word = create.group(1).toLowerCase(Locale.ROOT).split("\\s+")[0];
        ObjectKind kind =
                switch (word) {
                    case "table" -> ObjectKind.TABLE;
                    case "sequence" -> ObjectKind.SEQUENCE;
                    case "materialized" -> ObjectKind.MATERIALIZED_VIEW;
                    default -> ObjectKind.INDEX;
                };
        Optional<CatalogObject> there = find(create.group(2), kind);
        if (there.isEmpty()) {
            return List.of();
        }
        String drop = kind.toString().toUpperCase(Locale.ROOT);
        String name = there.get().id().name();
        return compare("DROP " + drop + " " + name + " CASCADE", statement, statement, kind, name);
    }

    private List<Fact> columns(Statement statement, String sql) throws SQLException {
        Matcher alter = ALTER.matcher(sql);
        Optional<CatalogObject> table = alter.find() ? find(alter.group(1), ObjectKind.TABLE) : Optional.empty();
        List<Fact> facts = new ArrayList<>();
        Matcher add = ADD.matcher(sql);
        while (table.isPresent() && add.find()) {
            String name = table.get().id().name();
            String column = name + "." + add.group(1);
            if (before.snapshot().find(ObjectKind.COLUMN, column).isPresent()) {
                String drop = "ALTER TABLE " + name + " DROP COLUMN " + add.group(1) + " CASCADE";
                facts.addAll(compare(drop, statement, statement, ObjectKind.COLUMN, column));
            }
        }
        return facts;
    }

    private List<Fact> type(Statement statement, String sql) throws SQLException {
        Matcher block = TYPE_IN_BLOCK.matcher(sql);
        if (!block.find()) {
            return List.of();
        }
        for (ObjectKind kind : TYPES) {
            Optional<CatalogObject> there = find(block.group(2), kind);
            if (there.isPresent()) {
                String name = there.get().id().name();
                String drop = "DROP " + (kind == ObjectKind.DOMAIN ? "DOMAIN " : "TYPE ") + name + " CASCADE";
                return compare(drop, Statement.of(block.group(1), statement.at()), statement, kind, name);
            }
        }
        return List.of();
    }

    private Optional<CatalogObject> find(String name, ObjectKind kind) {
        return before.snapshot()
                .all(kind)
                .filter(object -> {
                    String known = lower(object.id().name());
                    return known.equals(lower(name)) || known.endsWith("." + lower(name));
                })
                .findFirst();
    }

    private static String lower(String name) {
        return name.replace("\"", "").toLowerCase(Locale.ROOT);
    }

    private List<Fact> compare(String drop, Statement create, Statement at, ObjectKind kind, String name)
            throws SQLException {
        lab.rewind();
        Script makeRoom = new Script(List.of(Statement.of(drop, at.at()), create), Grouping.TRANSACTION, at.at());
        if (!lab.run(makeRoom, Direction.UP, Phase.UP, false).ok()) {
            return List.of();
        }
        String wanted = shape(lab.schema(before).snapshot(), name, kind);
        String found = shape(before.snapshot(), name, kind);
        return wanted.equals(found)
                ? List.of()
                : List.of(new Fact.SteppedOver(at.at(), new ObjectId(kind, name), wanted, found));
    }

    private static String shape(CatalogSnapshot schema, String name, ObjectKind kind) {
        if (kind != ObjectKind.TABLE) {
            return schema.find(kind, name).map(CatalogObject::definition).orElse("");
        }
        return schema.of(name, ObjectKind.COLUMN)
                .map(column -> column.id().name().substring(name.length() + 1) + " " + column.definition())
                .collect(Collectors.joining(", "));
    }
}
