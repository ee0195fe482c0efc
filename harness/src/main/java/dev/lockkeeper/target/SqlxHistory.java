package dev.lockkeeper.target;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryRow.Outcome;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** sqlx's {@code _sqlx_migrations}: a row for each version, with a checksum of the file's bytes and success. */
final class SqlxHistory implements HistoryReader {

    @Override
    public String tool() {
        return "sqlx";
    }

    @Override
    public Set<String> formats() {
        return Set.of("sqlx");
    }

    @Override
    public List<HistoryTable> places(Chain chain) {
        return List.of(new HistoryTable("public", "_sqlx_migrations"));
    }

    @Override
    public Set<String> columns() {
        return Set.of("version", "success", "checksum", "installed_on");
    }

    @Override
    public List<HistoryRow> read(Connection session, HistoryTable table, Chain chain) throws SQLException {
        return Rows.of(
                session,
                "SELECT * FROM " + table.quoted() + " ORDER BY installed_on, version",
                row -> HistoryRow.applied(row.getString("version"))
                        .described(row.getString("description"))
                        .summed(HexFormat.of().formatHex(row.getBytes("checksum")))
                        .at(Rows.instant(row, "installed_on"))
                        .ended(
                                row.getBoolean("success") ? Outcome.APPLIED : Outcome.FAILED,
                                row.getBoolean("success") ? null : "success is false"));
    }

    @Override
    public boolean names(HistoryRow row, Step step, Chain chain) {
        return new BigInteger(row.key()).equals(new BigInteger(step.version()));
    }

    @Override
    public Text compare(HistoryRow row, Step step, Chain chain) {
        return row.checksum() == null ? Text.UNKNOWN : ChainFile.compare(chain, step, "SHA-384", row.checksum());
    }

    @Override
    public Late late(Chain chain) {
        return Late.RUNS;
    }
}
