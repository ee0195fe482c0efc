package dev.lockkeeper.experiment;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.ExtensionMade;
import dev.lockkeeper.model.ObjectKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the server who may make the extensions that a step made. */
final class ExtensionLook {

    private static final String WHO =
            """
            SELECT e.extname::text, v.trusted, v.superuser
              FROM pg_catalog.pg_extension e
              JOIN pg_catalog.pg_available_extension_versions v ON v.name = e.extname AND v.version = e.extversion
             WHERE quote_ident(e.extname) = ANY (?)
             ORDER BY 1""";

    private ExtensionLook() {}

    static List<Fact> at(Connection connection, CatalogDiff change) throws SQLException {
        String[] made = change.added(ObjectKind.EXTENSION)
                .map(CatalogObject::id)
                .map(id -> id.name())
                .toArray(String[]::new);
        List<Fact> facts = new ArrayList<>();
        if (made.length > 0) {
            try (PreparedStatement ask = connection.prepareStatement(WHO)) {
                ask.setArray(1, connection.createArrayOf("text", made));
                try (ResultSet rows = ask.executeQuery()) {
                    while (rows.next()) {
                        facts.add(new ExtensionMade(rows.getString(1), rows.getBoolean(2), rows.getBoolean(3)));
                    }
                }
            }
        }
        return facts;
    }
}
