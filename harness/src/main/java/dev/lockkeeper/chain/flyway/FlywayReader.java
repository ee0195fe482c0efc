package dev.lockkeeper.chain.flyway;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.Sql;
import dev.lockkeeper.chain.StepDraft;
import dev.lockkeeper.chain.flyway.FlywayName.Kind;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.model.Unreadable;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/** Reads one Flyway chain: versioned scripts by version, repeatable ones by description, baselines last. */
final class FlywayReader {

    /** Flyway puts search_path and role back after each script, so what a script sets hardly reaches the next. */
    private static final Runner FLYWAY = new Runner("flyway", false, false, true, true);

    private static final Pattern PROGRAM =
            Pattern.compile(".*\\.(?:java|kt|groovy|scala|class|py|sh|bash|ps1|bat|cmd)");

    /** Callbacks that run while migrating, and so change what a deploy does. */
    private static final Set<String> RUN_BY_MIGRATE = Set.of(
            "beforeMigrate",
            "beforeEachMigrate",
            "beforeEachMigrateStatement",
            "afterEachMigrateStatement",
            "afterEachMigrate",
            "beforeRepeatables",
            "afterVersioned",
            "afterMigrateApplied",
            "afterMigrate",
            "createSchema",
            "beforeCreateSchema",
            "beforeConnect",
            "afterConnect");

    private record Script(FlywayName name, Path file, boolean isProgram) {}

    private final Path folder;
    private final FlywaySettings settings;
    private final ChainDraft draft;
    private final Placeholders placeholders;
    private final Map<MigrationVersion, Script> versioned = new TreeMap<>();
    private final Map<MigrationVersion, Script> undo = new TreeMap<>();
    private final Map<String, Script> repeatable = new TreeMap<>();
    private final Map<MigrationVersion, Script> baselines = new TreeMap<>();

    FlywayReader(Path folder, ReadOptions options, FlywaySettings settings) {
        this.folder = folder;
        this.settings = settings;
        this.draft = new ChainDraft("flyway", folder, options, FLYWAY);
        this.placeholders = new Placeholders(settings, options.placeholders(), draft);
    }

    Chain read() {
        List<Path> locations = FlywayLocations.of(folder, settings);
        FlywayLocations.files(locations).forEach(this::place);
        FlywayPrograms.beside(locations).forEach(this::place);
        noteSettings();
        Optional<Script> beginning = beginning();
        beginning.ifPresent(script -> addAlone(script, StepKind.BASELINE, stem(script)));
        versioned.values().forEach(this::addVersioned);
        repeatable.values().forEach(script -> addAlone(script, StepKind.REPEATABLE, stem(script)));
        baselines.values().stream()
                .filter(script -> !beginning.equals(Optional.of(script)))
                .forEach(script -> addAlone(script, StepKind.BASELINE, stem(script)));
        noteUndoWithoutVersion();
        return draft.build(settings.group());
    }

    /** The newest baseline, where all that it stands for was deleted: the chain begins with it. */
    private Optional<Script> beginning() {
        return baselines.entrySet().stream()
                .reduce((older, newer) -> newer)
                .filter(newest -> versioned.keySet().stream().noneMatch(one -> one.compareTo(newest.getKey()) <= 0))
                .map(Map.Entry::getValue);
    }

    private static String fileName(Path file) {
        return file.getFileName().toString();
    }

    private String stem(Script script) {
        String stem = FlywayName.withoutSuffix(fileName(script.file()), settings.suffixes());
        return script.name().kind() == Kind.BASELINE
                ? stem.substring(0, Math.max(1, stem.indexOf(settings.separator())))
                : stem;
    }

    private void place(Path file) {
        String fileName = fileName(file);
        boolean isProgram = PROGRAM.matcher(fileName).matches();
        boolean isSql = settings.suffixes().stream()
                .anyMatch(suffix -> fileName.toUpperCase(Locale.ROOT).endsWith(suffix.toUpperCase(Locale.ROOT)));
        if (!isSql && !isProgram) {
            return;
        }
        String known = isProgram ? fileName.substring(0, fileName.lastIndexOf('.')) : fileName;
        FlywayName name = FlywayName.parse(known, settings);
        if (name.trouble() == null) {
            place(new Script(name, file, isProgram));
        } else if (isSql) {
            notePassedOver(file, name);
        }
    }

    private void place(Script script) {
        FlywayName name = script.name();
        switch (name.kind()) {
            case VERSIONED -> keep(versioned, name.requireVersion(), script, "version " + name.version());
            case UNDO -> keep(undo, name.requireVersion(), script, "the undo of version " + name.version());
            case BASELINE -> keep(baselines, name.requireVersion(), script, "the baseline " + name.version());
            case REPEATABLE ->
                keep(repeatable, name.description(), script, "the repeatable script " + name.description());
            case CALLBACK -> noteCallback(script);
            case UNKNOWN -> throw new IllegalStateException("a name without a prefix has trouble");
        }
    }

    private <K> void keep(Map<K, Script> scripts, K key, Script script, String what) {
        Script other = scripts.putIfAbsent(key, script);
        if (other != null) {
            draft.mistakes()
                    .add(
                            start(script.file()),
                            "%s is taken already by %s".formatted(what, draft.nameOf(other.file())),
                            "give one of them another version");
        }
    }

    private SourceSpan start(Path file) {
        return new SourceSpan(draft.nameOf(file), 1);
    }

    private void notePassedOver(Path file, FlywayName name) {
        String why = Objects.requireNonNull(name.trouble());
        if (settings.validatesNames()) {
            draft.mistakes().add(start(file), "Flyway stops at this name (validateMigrationNaming): " + why);
        } else {
            draft.saw(new Fact.FileIgnored(start(file), "Flyway passes it over: " + why));
        }
    }

    private void noteCallback(Script script) {
        String event = fileName(script.file()).replaceFirst("(?:__.*)?\\.[^.]*$", "");
        if (RUN_BY_MIGRATE.contains(event)) {
            draft.saw(new Fact.NotObserved(
                    "the callback " + draft.nameOf(script.file()),
                    "Flyway runs it while migrating; Lockkeeper runs the scripts alone"));
        }
    }

    private void noteSettings() {
        if (!settings.initSql().isEmpty()) {
            draft.saw(new Fact.NotObserved("initSql of the Flyway configuration", "Lockkeeper does not run it"));
        }
        if (!settings.defaultSchema().equals("public")) {
            draft.saw(new Fact.NotObserved(
                    "names without a schema, which Flyway finds in " + settings.defaultSchema(),
                    "the Flyway configuration sets a default schema; Lockkeeper leaves search_path as it is"));
        }
    }

    private void noteUndoWithoutVersion() {
        undo.forEach((version, script) -> {
            if (!versioned.containsKey(version)) {
                draft.mistakes()
                        .add(
                                start(script.file()),
                                "a down without an up: no script has the version " + version,
                                "rename it to the version of its up, or delete it");
            }
        });
    }

    private void addVersioned(Script script) {
        StepDraft step = begin(script, script.name().requireVersion().getVersion());
        Script back = undo.get(script.name().requireVersion());
        if (script.isProgram()) {
            SourceText text = draft.text(script.file());
            step.file(text).unreadable(program(text), false);
        } else {
            step.up(sql(script, step));
        }
        if (back != null && !back.isProgram()) {
            step.down(sql(back, step));
        }
        step.add();
    }

    private void addAlone(Script script, StepKind kind, String version) {
        StepDraft step = begin(script, version).kind(kind);
        if (script.isProgram()) {
            SourceText text = draft.text(script.file());
            step.file(text).unreadable(program(text), false);
        } else {
            step.up(sql(script, step));
        }
        step.add();
    }

    private StepDraft begin(Script script, String version) {
        return draft.step(version, script.name().description());
    }

    private static Unreadable program(SourceText text) {
        return new Unreadable(text.start(), "it is a program, which only Flyway in its own project can run");
    }

    private Sql sql(Script script, StepDraft step) {
        ScriptSettings own = ScriptSettings.of(script.file(), settings, draft);
        Charset encoding = Objects.requireNonNullElse(own.encoding(), settings.encoding());
        SourceText written = draft.text(script.file(), encoding);
        step.file(written);
        SourceText conf = own.text();
        if (conf != null) {
            step.file(conf);
        }
        if (!own.shouldExecute()) {
            draft.saw(new Fact.SilentlySkipped(written.start(), "its .conf says shouldExecute=false"));
            return new Sql(
                    new dev.lockkeeper.model.Script(List.of(), draft.groupingOf(Grouping.TRANSACTION), written.start()),
                    draft.marksOf(written));
        }
        SourceText text =
                own.placeholderReplacement() ? placeholders.replace(written, fileName(script.file())) : written;
        Sql inTransaction = draft.sql(text, Grouping.TRANSACTION);
        return runsInTransaction(inTransaction.script().statements(), own)
                ? inTransaction
                : new Sql(
                        inTransaction.script().withGrouping(draft.groupingOf(Grouping.AUTOCOMMIT)),
                        inTransaction.marks());
    }

    /** The script's own word counts, then what is found in it, then the configuration. */
    private boolean runsInTransaction(List<Statement> statements, ScriptSettings own) {
        Boolean said = own.executeInTransaction();
        if (said != null) {
            return said;
        }
        List<Statement> outside =
                statements.stream().filter(FlywayTransactions::runsOutside).toList();
        if (!outside.isEmpty()
                && outside.size() < statements.size()
                && !settings.mixed()
                && settings.executeInTransaction()) {
            draft.saw(
                    new Fact.RefusedByTool(
                            outside.get(0).at(),
                            "a script with statements inside and outside a transaction",
                            "Flyway stops at such a mixture unless mixed=true, or the script's .conf says executeInTransaction"));
        }
        return outside.isEmpty() && settings.executeInTransaction();
    }
}
