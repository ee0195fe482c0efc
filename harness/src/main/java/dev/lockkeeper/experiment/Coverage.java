package dev.lockkeeper.experiment;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RowCoverage;
import dev.lockkeeper.model.Trait;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Counts which tables have rows and which columns have values. */
final class Coverage {

    private Coverage() {}

    static RowCoverage of(Connection session, CatalogSnapshot schema, List<String> gaps) throws SQLException {
        int tables = 0;
        int covered = 0;
        int columns = 0;
        int coveredColumns = 0;
        List<String> all = new ArrayList<>(gaps);
        for (String table : StageRows.tables(schema)) {
            List<CatalogObject> of = schema.of(table, ObjectKind.COLUMN).toList();
            if (isPartition(schema, table)) {
                continue;
            }
            tables++;
            columns += of.size();
            List<Long> filled = count(session, table, of);
            if (filled.get(0) > 0) {
                covered++;
            } else if (all.stream().noneMatch(gap -> gap.startsWith(table))) {
                all.add(table + ": no rows");
            }
            for (int i = 0; i < of.size(); i++) {
                if (filled.get(i + 1) > 0) {
                    coveredColumns++;
                } else if (filled.get(0) > 0) {
                    all.add(of.get(i).id().name() + ": only NULL");
                }
            }
        }
        return new RowCoverage(tables, covered, columns, coveredColumns, all);
    }

    private static boolean isPartition(CatalogSnapshot schema, String table) {
        return schema.find(ObjectKind.TABLE, table)
                .map(found -> found.trait(Trait.PARTITION_OF))
                .filter(parent -> !parent.isEmpty())
                .isPresent();
    }

    private static List<Long> count(Connection session, String table, List<CatalogObject> columns) throws SQLException {
        String counts = columns.stream()
                .map(column -> ", count(" + column.id().name().substring(table.length() + 1) + ")")
                .collect(Collectors.joining());
        List<Long> result = new ArrayList<>();
        try (java.sql.Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*)" + counts + " FROM " + table)) {
            row.next();
            for (int i = 1; i <= columns.size() + 1; i++) {
                result.add(row.getLong(i));
            }
        }
        return result;
    }
}
