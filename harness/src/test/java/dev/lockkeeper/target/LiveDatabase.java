package dev.lockkeeper.target;

import dev.lockkeeper.RuleTrial;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database on the tests' shared server that plays the part of a live one. */
public final class LiveDatabase implements AutoCloseable {

    private final ThrowawayServer server;
    private final String name;

    public LiveDatabase() {
        this("17");
    }

    public LiveDatabase(String version) {
        server = RuleTrial.server(version);
        name = server.createDatabase("live");
    }

    public DatabaseAddress address() {
        return server.address(name);
    }

    public String url() {
        DatabaseAddress address = address();
        return "postgresql://" + address.user() + ":" + address.password() + "@" + address.host() + ":" + address.port()
                + "/" + address.database();
    }

    public Target target() {
        return Target.open(TargetRequest.of("live", url()), name -> null);
    }

    public void run(String... statements) {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> ask(String sql) {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.dropDatabase(name);
    }
}
