package dev.lockkeeper.server;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import java.sql.Connection;
import java.sql.SQLException;

/** A scratch server that somebody else runs: only databases of our own name prefix are made there, and dropped. */
final class UrlSource implements ServerSource {

    @Override
    public Availability probe(ServerRequest request) {
        if (request.scratchUrl() == null) {
            return new Availability(Provider.URL, false, "no address of a scratch server was given");
        }
        try {
            DatabaseAddress address = ScratchUrl.parse(request.scratchUrl());
            try (Connection connection = ScratchServer.connect(address, "lockkeeper")) {
                return new Availability(
                        Provider.URL,
                        true,
                        "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + " at " + address);
            }
        } catch (LockkeeperException | SQLException e) {
            return Availability.not(Provider.URL, e);
        }
    }

    @Override
    public ThrowawayServer start(ServerRequest request, String why) {
        if (request.scratchUrl() == null) {
            throw LockkeeperException.because("Provider url needs the address of a scratch server; none was given.")
                    .tryThis("the URL of a server you may ruin: postgresql://user:password@host:5432/postgres");
        }
        return ScratchServer.open(ScratchUrl.parse(request.scratchUrl()), request, why);
    }
}
