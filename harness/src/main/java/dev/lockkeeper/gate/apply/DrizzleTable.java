package dev.lockkeeper.gate.apply;

import dev.lockkeeper.chain.drizzle.Drizzle;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Set;

/** Writes {@code __drizzle_migrations}: the file's SHA-256, and the time by which Drizzle knows what is newer. */
final class DrizzleTable implements ToolHistory {

    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final int DIGITS = 14;

    private final boolean folders;

    private DrizzleTable(boolean folders) {
        this.folders = folders;
    }

    static DrizzleTable withJournal() {
        return new DrizzleTable(false);
    }

    /** Since version 1 each step has a folder, and the table its name. */
    static DrizzleTable withFolders() {
        return new DrizzleTable(true);
    }

    @Override
    public Set<String> formats() {
        return Set.of(folders ? "drizzle-1" : "drizzle");
    }

    @Override
    public HistoryTable usualPlace(Chain chain) {
        return new HistoryTable("drizzle", "__drizzle_migrations");
    }

    @Override
    public void create(Connection session, HistoryTable table) throws SQLException {
        String schema = new HistoryTable(table.schema(), "x").quoted().replaceFirst("\\.\"x\"$", "");
        Sql.script(
                session,
                "CREATE SCHEMA IF NOT EXISTS " + schema + "; CREATE TABLE " + table.quoted()
                        + " (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint"
                        + (folders ? ", name text, applied_at timestamp with time zone DEFAULT now())" : ")"));
    }

    @Override
    public void applied(Connection session, HistoryTable table, Chain chain, Step step, long nanos, boolean begun)
            throws SQLException {
        if (folders) {
            Sql.run(
                    session,
                    "INSERT INTO " + table.quoted() + " (hash, created_at, name) VALUES (?, ?, ?)",
                    hash(chain, step),
                    when(chain, step),
                    Sql.folder(step));
        } else {
            Sql.run(
                    session,
                    "INSERT INTO " + table.quoted() + " (hash, created_at) VALUES (?, ?)",
                    hash(chain, step),
                    when(chain, step));
        }
    }

    @Override
    public void undone(Connection session, HistoryTable table, Chain chain, Step step, String before)
            throws SQLException {
        Sql.run(session, "DELETE FROM " + table.quoted() + " WHERE created_at = ?", when(chain, step));
    }

    private static String hash(Chain chain, Step step) {
        return HexFormat.of().formatHex(Sql.digest("SHA-256", chain, step));
    }

    private long when(Chain chain, Step step) {
        if (folders) {
            return LocalDateTime.parse(Sql.folder(step).substring(0, DIGITS), FOLDER)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        }
        Long when = Drizzle.times(chain.path()).get(step.file());
        if (when == null) {
            throw LockkeeperException.because("The journal of " + chain.name() + " names no time for " + step.file()
                    + ", and Drizzle knows by nothing else what has run.");
        }
        return when;
    }
}
