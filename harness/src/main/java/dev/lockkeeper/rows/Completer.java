package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TypeShape;
import dev.lockkeeper.model.Population;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives values to columns that hold none, in rows that we made before the column or its parents were there. */
final class Completer {

    private final Connection session;
    private final Drafter drafter;
    private final StandingRows standing;
    private final Population population;
    private final RowOrigins origins;
    private String refusal = "";

    Completer(Connection session, Drafter drafter, StandingRows standing, Population population, RowOrigins origins) {
        this.session = session;
        this.drafter = drafter;
        this.standing = standing;
        this.population = population;
        this.origins = origins;
    }

    /**
     * @param gaps takes the columns that stay without, and why
     * @return names of the columns that have values now
     */
    List<String> complete(TableShape table, long band, Map<String, String> gaps) throws SQLException {
        List<Column> hollow = standing.hollow(table);
        List<StandingRows.Row> ours = standing.ours(table, population, origins);
        if (hollow.isEmpty() || ours.isEmpty()) {
            return List.of();
        }
        if (fill(table, band, ours, hollow)) {
            return names(hollow);
        }
        List<Column> done = new ArrayList<>();
        for (Column column : hollow) {
            if (fill(table, band, ours, List.of(column)) || anyRow(table, band, ours, column)) {
                done.add(column);
            } else {
                gaps.put(table.name() + "." + column.name(), refusal);
            }
        }
        return names(done);
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private boolean anyRow(TableShape table, long band, List<StandingRows.Row> ours, Column column)
            throws SQLException {
        boolean any = false;
        for (StandingRows.Row row : ours) {
            any |= fill(table, band, List.of(row), List.of(column));
        }
        return any;
    }

    private boolean fill(TableShape table, long band, List<StandingRows.Row> rows, List<Column> columns)
            throws SQLException {
        RowDraft draft = new RowDraft(table, population, band);
        List<String[]> cells = new ArrayList<>();
        for (StandingRows.Row row : rows) {
            cells.add(cells(draft, row));
        }
        for (int place = 0; place < draft.columns().size(); place++) {
            if (!columns.contains(draft.columns().get(place))) {
                draft.fix(place);
            }
        }
        draft.keep(cells);
        drafter.complete(draft, rows.size());
        CheckSolver.solve(session, draft, drafter.parents()).ifPresent(why -> refusal = why);
        List<String> updates = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            // The solver leaves out rows for which it finds nothing, and replaces others in place.
            if (i < draft.rows().size() && draft.rows().size() == cells.size()) {
                updates.add(update(draft, draft.rows().get(i), rows.get(i), columns));
            }
        }
        return !updates.isEmpty() && send(table, columns, updates);
    }

    private static String[] cells(RowDraft draft, StandingRows.Row row) {
        String[] cells = new String[draft.columns().size()];
        for (int place = 0; place < cells.length; place++) {
            cells[place] = SqlText.literal(row.values()
                    .get(draft.table().columns().indexOf(draft.columns().get(place))));
        }
        return cells;
    }

    private static String update(RowDraft draft, String[] cells, StandingRows.Row row, List<Column> columns) {
        return columns.stream()
                .map(column -> {
                    String cell = cells[draft.place(column.number())];
                    String text = RowDraft.isOpen(cell) ? "(" + column.defaultText() + ")" : cell;
                    return ", CAST(" + text + " AS " + typeOf(column) + ")";
                })
                .collect(Collectors.joining("", "(" + row.place(), ")"));
    }

    // A cast to a type with a length would cut the value silently; the assignment is what shall refuse it.
    private static String typeOf(Column column) {
        TypeShape type = column.type();
        return switch (type.name()) {
            case "character" -> "pg_catalog.bpchar";
            case "bit" -> "pg_catalog.varbit";
            default -> type.name();
        };
    }

    private boolean send(TableShape table, List<Column> columns, List<String> rows) throws SQLException {
        String names = columns.stream().map(column -> ", " + column.quoted()).collect(Collectors.joining());
        String sets = columns.stream()
                .map(column -> column.quoted() + " = lockkeeper_new." + column.quoted())
                .collect(Collectors.joining(", "));
        String sql = "UPDATE " + DataPicture.from(table) + " lockkeeper_old SET " + sets + " FROM (VALUES "
                + String.join(", ", rows) + ") lockkeeper_new(lockkeeper_table, lockkeeper_place" + names
                + ") WHERE lockkeeper_old.tableoid = lockkeeper_table AND lockkeeper_old.ctid = lockkeeper_place";
        try (Statement statement = session.createStatement()) {
            statement.execute("SAVEPOINT lockkeeper_fill");
            try {
                int updated = statement.executeUpdate(sql);
                statement.execute("RELEASE lockkeeper_fill");
                return updated > 0;
            } catch (SQLException refused) {
                refusal =
                        String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
                statement.execute("ROLLBACK TO SAVEPOINT lockkeeper_fill; RELEASE lockkeeper_fill");
                return false;
            }
        }
    }
}
