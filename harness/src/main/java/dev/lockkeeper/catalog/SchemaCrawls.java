package dev.lockkeeper.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import schemacrawler.inclusionrule.RegularExpressionExclusionRule;
import schemacrawler.schema.Catalog;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSources;

/** Lets SchemaCrawler read a whole schema, for those who know its model. */
public final class SchemaCrawls {

    private static final Pattern SYSTEM = Pattern.compile("(.*\\.)?(pg_catalog|information_schema|pg_toast.*)");

    /** Held, for a logger nobody holds forgets its level: SchemaCrawler tells of every step it takes. */
    private static final List<Logger> QUIET =
            Stream.of("schemacrawler", "us.fatehi").map(Logger::getLogger).toList();

    private SchemaCrawls() {}

    /** The schema of the session's database, without the system's own parts; the session stays open. */
    public static Catalog crawl(Connection session) throws SQLException {
        QUIET.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.WARNING));
        try (Statement statement = session.createStatement()) {
            // Without statistics PostgreSQL plans SchemaCrawler's joins badly: half a minute instead of two seconds.
            statement.execute("ANALYZE");
        }
        SchemaCrawlerOptions options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLimitOptions(LimitOptionsBuilder.builder()
                        .includeSchemas(new RegularExpressionExclusionRule(SYSTEM))
                        .toOptions())
                .withLoadOptions(LoadOptionsBuilder.builder()
                        .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                        .toOptions());
        return SchemaCrawlerUtility.getCatalog(DatabaseConnectionSources.fromConnection(session), options);
    }
}
