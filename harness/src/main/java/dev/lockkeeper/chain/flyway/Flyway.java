package dev.lockkeeper.chain.flyway;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.flyway.FlywayName.Kind;
import dev.lockkeeper.model.Chain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/** Reads Flyway's folders: versioned, undo, repeatable and baseline scripts, callbacks, and its configuration. */
public final class Flyway implements ChainFormat {

    private static final Pattern SCRIPT =
            Pattern.compile("(?:[VUB]\\d[\\d._]*__.*|[VUB]\\d+(?:[._]\\d+)*|R__.*)\\.sql", Pattern.CASE_INSENSITIVE);

    @Override
    public String id() {
        return "flyway";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "Flyway",
                "V<version>__<name>.sql, U…, R__<name>.sql, B…",
                "U<version>__<name>.sql",
                "each script; group=true: everything pending in one",
                "<script>.sql.conf with executeInTransaction=false; automatic for some statements",
                "flyway_schema_history");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        Optional<String> direct = glance.names(SCRIPT).stream().findFirst().map(name -> "files like " + name);
        return direct.or(() -> NestedScripts.recognise(glance, SCRIPT)).or(() -> configured(glance));
    }

    /** A folder that holds the configuration stands for the folders listed in it. */
    private static Optional<String> configured(Glance glance) {
        if (!glance.has("flyway.toml") && !glance.has("flyway.conf")) {
            return Optional.empty();
        }
        FlywaySettings settings = FlywayConfigFile.near(glance.folder());
        List<Path> locations = FlywayLocations.of(glance.folder(), settings);
        boolean hasScripts = !locations.equals(List.of(glance.folder()))
                && FlywayLocations.files(locations).stream()
                        .map(file -> FlywayName.parse(file.getFileName().toString(), settings))
                        .anyMatch(name -> name.trouble() == null && name.kind() == Kind.VERSIONED);
        return hasScripts ? Optional.of("locations in its Flyway configuration") : Optional.empty();
    }

    /** The schema and the table in which Flyway keeps its history, by the configuration near the chain. */
    public static List<String> historyTable(Path folder) {
        FlywaySettings settings = FlywayConfigFile.near(folder);
        return List.of(settings.defaultSchema(), settings.table());
    }

    /** Whether Flyway runs a step that sorts before the newest one applied, by the configuration near the chain. */
    public static boolean runsOutOfOrder(Path folder) {
        return FlywayConfigFile.near(folder).outOfOrder();
    }

    /** The text of a script of the chain, decoded as Flyway decodes it. */
    public static String text(Path folder, String file) {
        ChainDraft draft = new ChainDraft("flyway", folder, ReadOptions.named("text"), Runner.sendingFiles("flyway"));
        return draft.text(folder.resolve(file), FlywayConfigFile.near(folder).encoding())
                .text();
    }

    /** A script's text with the values of its placeholders in. */
    public static String replaced(Path folder, String file, Map<String, String> placeholders) {
        FlywaySettings settings = FlywayConfigFile.near(folder);
        ChainDraft draft = new ChainDraft("flyway", folder, ReadOptions.named("text"), Runner.sendingFiles("flyway"));
        SourceText text = draft.text(folder.resolve(file), settings.encoding());
        return new Placeholders(settings, placeholders, draft)
                .replace(text, String.valueOf(Path.of(file).getFileName()))
                .text();
    }

    /** Orders versions as Flyway does; {@code 1.0} and {@code 1} are one. */
    public static int compareVersions(String one, String other) {
        return MigrationVersion.fromVersion(one).compareTo(MigrationVersion.fromVersion(other));
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        return new FlywayReader(folder, options, FlywayConfigFile.near(folder)).read();
    }
}
