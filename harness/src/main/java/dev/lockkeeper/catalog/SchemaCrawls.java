package dev.lockkeeper.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import schemacrawler.inclusionrule.RegularExpressionExclusionRule;
import schemacrawler.inclusionrule.RegularExpressionInclusionRule;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.ColumnReference;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.InfoLevel;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevel;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.lint.Lint;
import schemacrawler.tools.lint.LintObjectType;
import schemacrawler.tools.lint.LinterRegistry;
import schemacrawler.tools.lint.Linters;
import schemacrawler.tools.lint.config.LinterConfigs;
import schemacrawler.tools.options.Config;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;

/** Lets SchemaCrawler read a schema, for those who know its model, its weak associations and its linters. */
public final class SchemaCrawls {

    private static final Pattern SYSTEM = Pattern.compile("(.*\\.)?(pg_catalog|information_schema|pg_toast.*)");

    /**
     * Not heard: one counts rows, which are ours here; one wants a comment on everything, for which there is a rule that
     * knows what is new; the last two run statements of their user's and have none.
     */
    private static final Set<String> UNHEARD = Set.of("TableEmpty", "TableWithNoRemarks", "TableSql", "CatalogSql");

    /** Held, for a logger nobody holds forgets its level: SchemaCrawler tells of every step it takes. */
    private static final List<Logger> QUIET =
            Stream.of("schemacrawler", "us.fatehi").map(Logger::getLogger).toList();

    /**
     * What a linter says.
     *
     * @param linter its name, {@code RedundantIndexes}
     * @param table the table concerned; empty when it is about the schema as a whole
     * @param object what exactly it is about, as SchemaCrawler names it
     */
    public record SaidByLinter(String linter, String severity, String message, String table, String object)
            implements Comparable<SaidByLinter> {

        @Override
        public int compareTo(SaidByLinter other) {
            return toString().compareTo(other.toString());
        }
    }

    private SchemaCrawls() {}

    /** The schema of the session's database, without the system's own parts; the session stays open. */
    public static Catalog crawl(Connection session) throws SQLException {
        return crawl(session, everything(), SchemaInfoLevelBuilder.maximum(), new Config());
    }

    /** What the linters say of the whole schema. */
    public static Set<SaidByLinter> lints(Connection session) throws SQLException {
        Catalog catalog = crawl(session, everything(), SchemaInfoLevelBuilder.standard(), new Config());
        Linters linters = new Linters(new LinterConfigs(new Config()), true);
        linters.initialize(LinterRegistry.getLinterRegistry());
        linters.lint(catalog, session);
        Set<SaidByLinter> said = new TreeSet<>();
        for (Lint<?> lint : linters.getLints()) {
            String linter = lint.getLinterId().replaceAll(".*\\.Linter", "");
            if (!UNHEARD.contains(linter)) {
                boolean ofTable = lint.getObjectType() == LintObjectType.table;
                said.add(new SaidByLinter(
                        linter,
                        lint.getSeverity().toString(),
                        lint.getMessage(),
                        ofTable ? lint.getObjectName() : "",
                        lint.hasValue() ? lint.getValueAsString() : lint.getObjectName()));
            }
        }
        return said;
    }

    /**
     * Of some references those that SchemaCrawler proposes too, as weak associations. Only the tables concerned are read:
     * for a whole schema its proposals are many times more than its tables, and take as many times longer.
     */
    public static List<ImpliedKey> proposed(Connection session, Collection<ImpliedKey> keys) throws SQLException {
        Set<String> tables = keys.stream()
                .flatMap(key -> Stream.of(key.child(), key.parent()))
                .map(SchemaCrawls::plain)
                .collect(Collectors.toCollection(TreeSet::new));
        SchemaInfoLevel level = SchemaInfoLevelBuilder.builder()
                .withInfoLevel(InfoLevel.minimum)
                .setRetrieveTables(true)
                .setRetrieveTableColumns(true)
                .setRetrievePrimaryKeys(true)
                .setRetrieveIndexes(true)
                .toOptions();
        Config weak = new Config();
        weak.put("weak-associations", true);
        weak.put("infer-extension-tables", true);
        Catalog catalog = crawl(session, everything().includeTables(only(tables)), level, weak);
        Set<String> proposals = new TreeSet<>();
        for (Table table : catalog.getTables()) {
            table.getWeakAssociations().forEach(association -> association.forEach(pair -> proposals.add(pair(pair))));
        }
        List<ImpliedKey> agreed = new ArrayList<>(keys);
        agreed.removeIf(key -> !proposals.contains(pair(
                key.child(),
                key.columns().get(0),
                key.parent(),
                key.parentColumns().get(0))));
        return agreed;
    }

    private static Catalog crawl(Connection session, LimitOptionsBuilder limits, SchemaInfoLevel level, Config config)
            throws SQLException {
        QUIET.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.WARNING));
        try (Statement statement = session.createStatement()) {
            // Without statistics PostgreSQL plans SchemaCrawler's joins badly: half a minute instead of two seconds.
            statement.execute("ANALYZE");
        }
        SchemaCrawlerOptions options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLimitOptions(limits.toOptions())
                .withLoadOptions(
                        LoadOptionsBuilder.builder().withSchemaInfoLevel(level).toOptions());
        DatabaseConnectionSource source = DatabaseConnectionSources.fromConnection(session);
        return SchemaCrawlerUtility.getCatalog(
                source, SchemaCrawlerUtility.matchSchemaRetrievalOptions(source), options, config);
    }

    private static LimitOptionsBuilder everything() {
        return LimitOptionsBuilder.builder().includeSchemas(new RegularExpressionExclusionRule(SYSTEM));
    }

    /** SchemaCrawler quotes more names than the server does, so that only the letters count. */
    private static RegularExpressionInclusionRule only(Set<String> tables) {
        return new RegularExpressionInclusionRule(tables.stream()
                .map(table -> Stream.of(table.split("\\."))
                        .map(part -> "\"?" + Pattern.quote(part) + "\"?")
                        .collect(Collectors.joining("\\.")))
                .collect(Collectors.joining("|", "(?i)(?:.*\\.)?(?:", ")")));
    }

    private static String pair(ColumnReference reference) {
        Column child = reference.getForeignKeyColumn();
        Column parent = reference.getPrimaryKeyColumn();
        return pair(
                child.getParent().getFullName(),
                child.getName(),
                parent.getParent().getFullName(),
                parent.getName());
    }

    private static String pair(String child, String column, String parent, String parentColumn) {
        return Stream.of(child, column, parent, parentColumn)
                .map(SchemaCrawls::plain)
                .collect(Collectors.joining(" "));
    }

    private static String plain(String name) {
        return name.replace("\"", "").toLowerCase(Locale.ROOT);
    }
}
