package dev.lockkeeper.server;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.ServerInfo;
import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL nobody minds losing; shared by a run, one database per chain. Safe to use from several threads. */
public interface ThrowawayServer extends AutoCloseable {

    ServerInfo info();

    /** Where and as which superuser a database of this server answers. */
    DatabaseAddress address(String database);

    /** A new connection as superuser, autocommit on. */
    Connection connect(String database) throws SQLException;

    /** A new, empty database with a name of our own that contains the hint. */
    String createDatabase(String hint);

    /** A copy of a database that has no other session. */
    String cloneDatabase(String template);

    /** Ends all sessions of a database and drops it; one that is gone already is no trouble. */
    void dropDatabase(String database);

    /** Stops the server and leaves nothing behind; never throws. */
    @Override
    void close();
}
