package dev.lockkeeper.chain.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFolder;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.SqlSplitter;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.ResolvedMigrationComparator;
import org.flywaydb.core.internal.resolver.sql.SqlMigrationResolver;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.sqlscript.ParserSqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptFactory;
import org.flywaydb.core.internal.sqlscript.SqlScriptMetadata;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.postgresql.PostgreSQLParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway is the authority: whatever it says of a folder, we say too. */
class FlywayAgreementTest {

    private final ChainFolder folder;

    FlywayAgreementTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    @Test
    void order_descriptions_checksums_and_transactions_are_flyways() {
        folder.file("V1__first.sql", "select 1;\r\nselect 2;\r\n")
                .file("V1.1__minor_step.sql", "select 1;\n")
                .file("V1_10__later.sql", "\uFEFFselect 'ü';   \n\n")
                .file("V1.2__earlier.sql", "")
                .file("V002__zeros.sql", "select 1")
                .file("V20240101120000__time.sql", "-- no end of line")
                .file("deep/er/V3__nested.sql", "select 1;")
                .file("V4.sql", "select 1;")
                .file("V5__Two__separators.sql", "select 1;")
                .file("V6__index.sql", "create index concurrently i on t (a);")
                .file("V7__unique.sql", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a);")
                .file("V8__conf.sql", "select 1;")
                .file("V8__conf.sql.conf", "executeInTransaction=false")
                .file("V9__vacuum.sql", "/* c */ vacuum (analyze) t;")
                .file("V9__vacuum.sql.conf", "executeInTransaction=true")
                .file("V10__raw.sql", "select '${none}'")
                .file("V10__raw.sql.conf", "placeholderReplacement=false")
                .file("V11__UPPER.SQL", "select 1;")
                .file("R__b_view.sql", "create view v as select '${who}';\n")
                .file("R__A.sql", "select 1;")
                .file("R__raw.sql", "select '${who}'")
                .file("R__raw.sql.conf", "placeholderReplacement=false")
                .file("Vx__no.sql", "select 1;")
                .file("v12__no.sql", "select 1;")
                .file("R2__no.sql", "select 1;")
                .file("V__no.sql", "select 1;")
                .file("afterMigrate.sql", "select 1;")
                .file("beforeEachMigrate__x.sql", "select 1;")
                .file("flyway.conf", "flyway.placeholders.who=me\n");

        List<String> theirs = new ArrayList<>();
        for (ResolvedMigration migration : resolvedByFlyway()) {
            theirs.add("%s|%s|%s|%s|%s"
                    .formatted(
                            migration.getVersion() == null
                                    ? "R"
                                    : migration.getVersion().getVersion(),
                            migration.getDescription(),
                            migration.getScript().replace('\\', '/'),
                            migration.getChecksum(),
                            migration.getExecutor().canExecuteInTransaction()));
        }

        assertThat(resolvedByUs()).isEqualTo(theirs).hasSize(18);
    }

    private List<ResolvedMigration> resolvedByFlyway() {
        ClassicConfiguration configuration = new ClassicConfiguration();
        configuration.setLocationsAsStrings("filesystem:" + folder.path());
        configuration.setPlaceholders(Map.of("who", "me"));
        ParsingContext context = new ParsingContext();
        PostgreSQLParser parser = new PostgreSQLParser(configuration, context);
        SqlScriptFactory scripts = (resource, mixed, provider) ->
                new ParserSqlScript(parser, resource, SqlScriptMetadata.getMetadataResource(provider, resource), mixed);
        Scanner<JavaMigration> scanner =
                new Scanner<>(JavaMigration.class, configuration, configuration.getLocations());
        List<ResolvedMigration> found = new ArrayList<>(new SqlMigrationResolver(
                        scanner,
                        (connection, undo, batch, output) -> {
                            throw new UnsupportedOperationException("nothing is run here");
                        },
                        scripts,
                        configuration,
                        context)
                .resolveMigrations((org.flywaydb.core.api.resolver.MigrationResolver.Context) null));
        found.sort(new ResolvedMigrationComparator());
        return found;
    }

    private List<String> resolvedByUs() {
        Chain chain = folder.read();
        List<String> ours = new ArrayList<>();
        for (Step step : chain.steps()) {
            Script up = ChainFolder.script(step.up());
            boolean repeatable = step.kind() == StepKind.REPEATABLE;
            ours.add("%s|%s|%s|%s|%s"
                    .formatted(
                            repeatable ? "R" : step.version(),
                            step.description(),
                            step.file(),
                            FlywayChecksum.of(text(step, repeatable)),
                            up.grouping() == Grouping.TRANSACTION));
        }
        return ours;
    }

    private String text(Step step, boolean repeatable) {
        try {
            String text = java.nio.file.Files.readString(folder.path().resolve(step.file()));
            return repeatable && !step.file().contains("raw") ? text.replace("${who}", "me") : text;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V1__a.sql",
                "V1.sql",
                "V__a.sql",
                "V1_2_3__a_b.sql",
                "V1..2__a.sql",
                "V1.__a.sql",
                "V.1__a.sql",
                "V1-2__a.sql",
                "V01__.sql",
                "V1_a.sql",
                "V1__a__b.sql",
                "R__a.sql",
                "R.sql",
                "R_a.sql",
                "Readme.sql",
                "R1__a.sql",
                "B1__a.sql",
                "B__a.sql",
                "before.sql",
                "beforeMigrate.sql",
                "beforeMigrate__x.sql",
                "beforeMigrate1__x.sql",
                "beforeEachMigrateStatement__x.sql",
                "afterMigrateError.sql",
                "afterMigrateApplied.sql",
                "afterVersioned.sql",
                "createSchema.sql",
                "afterConnect__x.sql",
                "x.sql",
                "v1__a.sql",
                "V1__a.SQL",
                "V1__a.sql.sql",
                "Vlatest__x.sql",
                "Vcurrent__x.sql",
                "VNext__x.sql",
                "V1 __a.sql",
                "V99999999999999999999__a.sql",
                "V1__\u00fc.sql",
                "V+1__a.sql"
            })
    void names_are_read_as_flyway_reads_them(String name) {
        ResourceName theirs = new ResourceNameParser(new ClassicConfiguration()).parse(name);
        FlywayName ours = FlywayName.parse(name, FlywaySettings.none());

        assertThat(ours.trouble() == null).as("%s", theirs.getValidityMessage()).isEqualTo(theirs.isValid());
        if (theirs.isValid()) {
            assertThat(ours.version()).isEqualTo(theirs.getVersion());
            assertThat(ours.description()).isEqualTo(theirs.getDescription());
        }
    }

    /** Without a server Flyway takes the version for older than 12, so new enum labels are left out here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently i on t (a)",
                "create index i on t (a)",
                "drop index concurrently i",
                "DROP INDEX CONCURRENTLY IF EXISTS s.i",
                "create unique index concurrently i on t (a)",
                "create /* c */ index -- d\n concurrently i on t (a)",
                "reindex table concurrently t",
                "reindex index i",
                "reindex schema s",
                "reindex (verbose) schema s",
                "reindex verbose schema s",
                "reindex database d",
                "reindex system d",
                "reindex (concurrently) schema s",
                "vacuum",
                "vacuum full t",
                "vacuum (full, analyze) t",
                "analyze t",
                "create database d",
                "drop database d",
                "alter database d set x = 1",
                "create tablespace t location 'x'",
                "drop tablespace t",
                "create subscription s connection 'x' publication p",
                "alter system set x = 1",
                "discard all",
                "discard plans",
                "alter table t detach partition p concurrently",
                "do $$ begin create index concurrently i on t (a); end $$",
                "select 'create database d'",
                "create table vacuum_log (a int)",
                "\"vacuum\" t",
                "select vacuum from t",
                "(vacuum)",
                "create table t (a int)",
                "refresh materialized view concurrently v",
                "cluster",
                "create_1 index concurrently i",
                "begin",
                "commit"
            })
    void statements_outside_transactions_are_flyways(String sql) throws Exception {
        PostgreSQLParser parser = new PostgreSQLParser(new ClassicConfiguration(), new ParsingContext());
        boolean theirs;
        try (SqlStatementIterator statements = parser.parse(new StringResource(sql + ";"))) {
            theirs = statements.next().canExecuteInTransaction();
        }
        Statement ours =
                SqlSplitter.split(SourceText.of("f.sql", sql)).statements().get(0);

        assertThat(FlywayTransactions.runsOutside(ours)).isEqualTo(!theirs);
    }
}
