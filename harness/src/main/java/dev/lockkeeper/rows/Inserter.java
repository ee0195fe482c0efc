package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShape.Made;
import dev.lockkeeper.catalog.TypeShape;
import dev.lockkeeper.model.Population;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends drafts to the server: all rows of a table at once, and one by one only when that is refused. */
final class Inserter {

    private final Connection session;
    private final ParentKeys parents;
    private final RowOrigins origins;
    private final Drafter drafter;
    private String refusal = "";

    Inserter(Connection session, ParentKeys parents, RowOrigins origins, Drafter drafter) {
        this.session = session;
        this.parents = parents;
        this.origins = origins;
        this.drafter = drafter;
    }

    /** Why the server refused the first row it refused of the last table. */
    String refusal() {
        return refusal;
    }

    /** How many rows the server took. */
    int insert(RowDraft draft) throws SQLException {
        refusal = "";
        if (draft.rows().isEmpty()) {
            return 0;
        }
        Optional<Integer> all = attempt(draft, draft.rows());
        if (all.isPresent()) {
            return all.get();
        }
        return oneByOne(draft);
    }

    /** Rows that have nothing to do with one another: what one of them is refused for shall not touch the others. */
    int insertEach(RowDraft draft) throws SQLException {
        refusal = "";
        int taken = 0;
        for (String[] row : draft.rows()) {
            taken += attempt(draft, Collections.singletonList(row)).orElse(0);
        }
        return taken;
    }

    /** Tables that refer to one another without end: one statement, since keys are checked when it is over. */
    int insertTogether(List<RowDraft> drafts) throws SQLException {
        refusal = "";
        List<RowDraft> filled =
                drafts.stream().filter(draft -> !draft.rows().isEmpty()).toList();
        if (filled.isEmpty()) {
            return 0;
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < filled.size() - 1; i++) {
            parts.add("lockkeeper_" + i + " AS ("
                    + sql(filled.get(i), filled.get(i).rows()) + ")");
        }
        RowDraft last = filled.get(filled.size() - 1);
        String with = parts.isEmpty() ? "" : "WITH " + String.join(", ", parts) + " ";
        return attempt(last, with + sql(last, last.rows())).orElse(0);
    }

    private Optional<Integer> attempt(RowDraft draft, List<String[]> rows) throws SQLException {
        return attempt(draft, sql(draft, rows));
    }

    private Optional<Integer> attempt(RowDraft draft, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            // One round trip; the rows are the second of three answers.
            statement.execute("SAVEPOINT lockkeeper_fill; " + sql + "; RELEASE lockkeeper_fill");
            statement.getMoreResults();
            int taken = 0;
            try (ResultSet row = statement.getResultSet()) {
                while (row.next()) {
                    remember(draft.table(), draft.population(), row);
                    taken++;
                }
            }
            return Optional.of(taken);
        } catch (SQLException refused) {
            if (refusal.isEmpty()) {
                refusal =
                        String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
            }
            try (Statement statement = session.createStatement()) {
                statement.execute("ROLLBACK TO SAVEPOINT lockkeeper_fill; RELEASE lockkeeper_fill");
            }
            return Optional.empty();
        }
    }

    // Constraints that are checked late would otherwise refuse the rows only at the commit, when nothing can be learnt.
    private static String sql(RowDraft draft, List<String[]> rows) {
        TableShape table = draft.table();
        boolean arbiters = table.uniques().stream().allMatch(TableShape.Unique::immediate);
        String columns = draft.columns().stream().map(Column::quoted).collect(Collectors.joining(", "));
        String values =
                rows.stream().map(row -> "(" + String.join(", ", row) + ")").collect(Collectors.joining(", "));
        String what = draft.columns().isEmpty() ? " DEFAULT VALUES" : " (" + columns + ") VALUES " + values;
        return "INSERT INTO " + table.name() + what + (arbiters ? " ON CONFLICT DO NOTHING" : "") + " RETURNING *";
    }

    private void remember(TableShape table, Population population, ResultSet row) throws SQLException {
        @Nullable String[] values = new String[table.columns().size()];
        Map<String, @Nullable String> byName = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getString(i + 1);
            byName.put(table.columns().get(i).name(), values[i]);
        }
        TablePicture picture = new TablePicture(table, List.of(), null);
        origins.put(table.oid(), TablePicture.identity(values, picture.keyPlaces()), population);
        parents.add(table.oid(), byName, population);
    }

    /**
     * Finds out with the first rows what helps, and tries that on all the others at once.
     */
    private int oneByOne(RowDraft draft) throws SQLException {
        int taken = 0;
        int refusedInARow = 0;
        for (int i = 0; i < draft.rows().size() && refusedInARow < 3; i++) {
            Optional<Remedy> helped = one(draft, draft.rows().get(i), i);
            taken += helped.isPresent() ? 1 : 0;
            refusedInARow = helped.isPresent() ? 0 : refusedInARow + 1;
            if (helped.isPresent() && i + 1 < draft.rows().size()) {
                Optional<Integer> rest = rest(draft, i + 1, helped.get());
                if (rest.isPresent()) {
                    return taken + rest.get();
                }
            }
        }
        return taken;
    }

    private Optional<Integer> rest(RowDraft draft, int from, Remedy remedy) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        for (int i = from; i < draft.rows().size(); i++) {
            rows.addAll(variant(draft, draft.rows().get(i), i, remedy).rows());
        }
        return rows.isEmpty() ? Optional.empty() : attempt(draft, rows);
    }

    /** What is changed in a refused row before it is tried again. */
    private enum Remedy {
        NOTHING,
        /** Ordinary values but for references. */
        PLAIN,
        /** No references where there need be none. */
        ALONE,
        /** Defaults where there are some, empty lists. */
        USUAL,
        PLAIN_ALONE,
        /** Nothing where there need be nothing. */
        HOLLOW,
        PLAIN_HOLLOW
    }

    private Optional<Remedy> one(RowDraft draft, String[] row, int i) throws SQLException {
        for (Remedy remedy : Remedy.values()) {
            RowDraft variant = variant(draft, row, i, remedy);
            Optional<Integer> taken = variant.rows().isEmpty() ? Optional.empty() : attempt(variant, variant.rows());
            if (taken.isPresent() && taken.get() > 0) {
                return Optional.of(remedy);
            }
        }
        return Optional.empty();
    }

    private RowDraft variant(RowDraft draft, String[] row, int i, Remedy remedy) throws SQLException {
        RowDraft variant = new RowDraft(draft.table(), draft.population(), draft.band());
        String[] cells = row.clone();
        Map<Integer, String> references = references(draft, row);
        switch (remedy) {
            case NOTHING -> {}
            case PLAIN -> drafter.soften(draft, cells, i, references);
            case ALONE -> alone(draft, cells, references);
            case USUAL -> usual(draft, cells);
            case PLAIN_ALONE -> {
                drafter.soften(draft, cells, i, references);
                alone(draft, cells, references);
            }
            case HOLLOW -> hollow(draft, cells);
            case PLAIN_HOLLOW -> {
                drafter.soften(draft, cells, i, references);
                hollow(draft, cells);
            }
        }
        variant.keep(Collections.singletonList(cells));
        if (remedy != Remedy.NOTHING) {
            CheckSolver.solve(session, variant, parents);
        }
        return variant;
    }

    private static Map<Integer, String> references(RowDraft draft, String[] row) {
        Map<Integer, String> references = new HashMap<>();
        draft.table().references().forEach(reference -> {
            for (int place : draft.places(reference.columns())) {
                references.put(place, row[place]);
            }
        });
        return references;
    }

    private static void alone(RowDraft draft, String[] row, Map<Integer, String> references) {
        references.keySet().stream()
                .filter(place -> !draft.columns().get(place).notNull())
                .forEach(place -> row[place] = RowDraft.NULL);
    }

    private static void usual(RowDraft draft, String[] row) {
        for (int place = 0; place < row.length; place++) {
            Column column = draft.columns().get(place);
            if (hasDefault(column)) {
                row[place] = RowDraft.DEFAULT;
            } else if (column.type().base().kind() == TypeShape.Kind.ARRAY) {
                row[place] = "'{}'";
            }
        }
    }

    private static boolean hasDefault(Column column) {
        String text = column.defaultText();
        return text != null && column.made() == Made.PLAIN && !text.contains("nextval(");
    }

    private static void hollow(RowDraft draft, String[] row) {
        for (int place = 0; place < row.length; place++) {
            Column column = draft.columns().get(place);
            if (hasDefault(column)) {
                row[place] = RowDraft.DEFAULT;
            } else if (!column.notNull()) {
                row[place] = RowDraft.NULL;
            }
        }
    }
}
