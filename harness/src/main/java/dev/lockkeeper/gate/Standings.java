package dev.lockkeeper.gate;

import dev.lockkeeper.catalog.CatalogReader;
import dev.lockkeeper.gate.Attestation.TargetClaim;
import dev.lockkeeper.gate.Standing.ChainStanding;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.HistoryTable;
import dev.lockkeeper.target.StepStanding;
import dev.lockkeeper.target.StepStanding.State;
import dev.lockkeeper.target.Target;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Looks at a target and at the chains' folders: for an attestation to say, and for a deploy to hold it against. */
public final class Standings {

    private Standings() {}

    public static Standing of(Target target, List<History> histories) {
        return new Standing(
                claim(target),
                target.identity().standby(),
                serverClock(target),
                SchemaDigest.exact(schema(target)),
                histories.stream().map(Standings::of).toList(),
                target.ignored());
    }

    static CatalogSnapshot schema(Target target) {
        return new CatalogReader(target.session()).full().snapshot();
    }

    /** Digest of the target's schema as a deploy is expected to make it, whoever runs it. */
    public static String schemaWithout(Target target, List<String> tables) {
        return SchemaDigest.expected(schema(target), tables);
    }

    /** The tables of what has run, as {@code schema.table}. */
    public static List<String> tables(List<History> histories) {
        return histories.stream()
                .flatMap(history -> history.table().stream())
                .map(HistoryTable::toString)
                .toList();
    }

    private static ChainStanding of(History history) {
        return new ChainStanding(
                history.chain().name(),
                history.chain().format(),
                history.chain().digest(),
                ChainFiles.of(history.chain().path()),
                applied(history));
    }

    static List<String> applied(History history) {
        return history.in(State.APPLIED).map(StepStanding::version).toList();
    }

    static TargetClaim claim(Target target) {
        long oid = target.ask("Could not ask " + target.name() + " for the number of its database.", session -> {
            try (Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery("SELECT oid::bigint FROM pg_catalog.pg_database"
                            + " WHERE datname = pg_catalog.current_database()")) {
                row.next();
                return row.getLong(1);
            }
        });
        return new TargetClaim(
                target.name(),
                target.identity().systemIdentifier().orElse(""),
                target.identity().database(),
                oid,
                target.identity().version());
    }

    private static Instant serverClock(Target target) {
        return target.ask("Could not ask " + target.name() + " for the time.", session -> {
            try (Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_catalog.clock_timestamp()")) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        });
    }
}
