package dev.lockkeeper.gate.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The statements that leave a database as empty as a new one; a dump's own drops do not know what came after it. */
final class Clearance {

    private static final String MINE = "!~ '^pg_' AND %1$s <> 'information_schema'";

    private static final List<String> QUESTIONS = List.of(
            "SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_catalog.pg_event_trigger",
            "SELECT format('DROP PUBLICATION %I', pubname) FROM pg_catalog.pg_publication",
            "SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'",
            "SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) FROM pg_catalog.pg_namespace WHERE nspname "
                    + MINE.replace("%1$s", "nspname"),
            "SELECT format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname)"
                    + " FROM pg_catalog.pg_foreign_data_wrapper",
            "SELECT format('SELECT pg_catalog.lo_unlink(%s)', oid) FROM pg_catalog.pg_largeobject_metadata");

    private Clearance() {}

    static List<String> of(Connection session) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String question : QUESTIONS) {
            try (Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery(question)) {
                while (row.next()) {
                    statements.add(row.getString(1));
                }
            }
        }
        boolean before15 = session.getMetaData().getDatabaseMajorVersion() < 15;
        statements.add("CREATE SCHEMA public" + (before15 ? "" : " AUTHORIZATION pg_database_owner"));
        statements.add("GRANT " + (before15 ? "ALL" : "USAGE") + " ON SCHEMA public TO PUBLIC");
        statements.add("COMMENT ON SCHEMA public IS 'standard public schema'");
        return statements;
    }
}
