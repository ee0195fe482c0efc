package dev.lockkeeper.config;

import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code lockkeeper.yml} says, with its paths resolved and every key either given or at its default.
 *
 * @param folder the folder the file lies in; relative paths start here
 * @param file the file itself, or empty when there is none
 * @param chains empty when the chains are to be found by looking
 * @param rules severity, or silence, of single rules
 * @param baseline the file of findings that were known before
 * @param reports files to write after the run, by report format
 * @param rehearse whether each step is also run beside others that read and write
 */
public record Configuration(
        Path folder,
        Optional<Path> file,
        PostgresSettings postgres,
        List<ChainSettings> chains,
        Budgets budgets,
        RowSettings rows,
        SortedMap<String, RuleSetting> rules,
        List<AllowSetting> allow,
        Optional<Path> baseline,
        Optional<TargetSettings> target,
        SortedMap<String, Path> reports,
        boolean rehearse) {

    /** The name the file has to have. */
    public static final String FILE = "lockkeeper.yml";

    public Configuration {
        chains = List.copyOf(chains);
        rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
        allow = List.copyOf(allow);
        reports = Collections.unmodifiableSortedMap(new TreeMap<>(reports));
    }

    public Configuration(
            Path folder,
            Optional<Path> file,
            PostgresSettings postgres,
            List<ChainSettings> chains,
            Budgets budgets,
            RowSettings rows,
            SortedMap<String, RuleSetting> rules,
            List<AllowSetting> allow,
            Optional<Path> baseline,
            Optional<TargetSettings> target,
            SortedMap<String, Path> reports) {
        this(folder, file, postgres, chains, budgets, rows, rules, allow, baseline, target, reports, false);
    }

    /**
     * Reads a file.
     *
     * @throws dev.lockkeeper.model.LockkeeperException with every mistake in it, each with its line
     */
    public static Configuration read(Path file, Vocabulary vocabulary) {
        return new ConfigurationReader(file, vocabulary).read();
    }

    /** What holds where there is no file. */
    public static Configuration absent(Path folder) {
        return new Configuration(
                folder,
                Optional.empty(),
                PostgresSettings.defaults(),
                List.of(),
                Budgets.defaults(),
                RowSettings.defaults(),
                new TreeMap<>(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    /** The same with other chains. */
    public Configuration withChains(List<ChainSettings> others) {
        return new Configuration(
                folder, file, postgres, others, budgets, rows, rules, allow, baseline, target, reports, rehearse);
    }

    /** Whether one of its chains lies there. */
    public boolean names(Path path) {
        return chains.stream().anyMatch(chain -> samePlace(chain.path(), path));
    }

    /** The same with just the chains at these paths and those they need; entries for other chains fall away. */
    public Configuration only(Collection<Path> paths) {
        Set<String> kept = new HashSet<>();
        for (ChainSettings chain : chains) {
            if (paths.stream().anyMatch(path -> samePlace(chain.path(), path))) {
                keep(chain, kept);
            }
        }
        List<AllowSetting> allowed = allow.stream()
                .filter(entry -> entry.chain().map(kept::contains).orElse(true))
                .toList();
        List<ChainSettings> left =
                chains.stream().filter(chain -> kept.contains(chain.name())).toList();
        return new Configuration(
                folder, file, postgres, left, budgets, rows, rules, allowed, baseline, target, reports, rehearse);
    }

    private void keep(ChainSettings chain, Set<String> kept) {
        if (kept.add(chain.name())) {
            chains.stream()
                    .filter(other -> chain.needs().contains(other.name()))
                    .forEach(other -> keep(other, kept));
        }
    }

    private static boolean samePlace(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /**
     * Which server to replay on.
     *
     * @param version a major or full version, or {@code target}; empty for the newest we have
     * @param url a scratch server, for the provider {@code url}
     */
    public record PostgresSettings(
            Optional<String> version, ProviderSetting provider, Optional<String> image, Optional<Reference> url) {

        static PostgresSettings defaults() {
            return new PostgresSettings(Optional.empty(), ProviderSetting.AUTO, Optional.empty(), Optional.empty());
        }
    }

    /** Where servers come from. */
    public enum ProviderSetting {
        AUTO,
        CONTAINER,
        EMBEDDED,
        LOCAL,
        URL
    }

    /**
     * One chain.
     *
     * @param needs names of chains that must stand at their head first
     * @param fixtures the folder of its rows; need not exist
     * @param role the non-superuser to migrate as
     * @param history the table in which its tool keeps what it has run, where that is not the usual one
     * @param at where the file speaks of it
     */
    public record ChainSettings(
            String name,
            Path path,
            Optional<String> format,
            List<String> schemas,
            List<String> needs,
            Path fixtures,
            Optional<String> role,
            GroupingSetting grouping,
            Map<String, String> placeholders,
            Optional<String> history,
            SourceSpan at) {

        public ChainSettings {
            schemas = List.copyOf(schemas);
            needs = List.copyOf(needs);
            placeholders = Collections.unmodifiableSortedMap(new TreeMap<>(placeholders));
        }

        /** A chain that no file speaks of. */
        public static ChainSettings found(String name, Path path, Optional<String> format, Path fixtures) {
            return new ChainSettings(
                    name,
                    path,
                    format,
                    List.of(),
                    List.of(),
                    fixtures,
                    Optional.empty(),
                    GroupingSetting.DEFAULT,
                    Map.of(),
                    Optional.empty(),
                    new SourceSpan(FILE, 1));
        }
    }

    /** How much of a chain is one transaction. */
    public enum GroupingSetting {
        /** As its own tool does. */
        DEFAULT,
        STEP,
        BATCH,
        NONE
    }

    /**
     * How tables are filled.
     *
     * @param perTable rows to generate for each table; 0 for none
     */
    public record RowSettings(long seed, int perTable) {

        public static RowSettings defaults() {
            return new RowSettings(1, 12);
        }
    }

    /** What becomes of a rule's findings. */
    public enum RuleSetting {
        OFF,
        NOTE,
        WARNING,
        ERROR;

        /** Empty when the rule is switched off. */
        public Optional<Severity> severity() {
            return this == OFF ? Optional.empty() : Optional.of(Severity.valueOf(name()));
        }
    }

    /**
     * A reasoned silence for findings that fit; what is empty fits everything.
     *
     * @param rows the most rows the finding may concern
     */
    public record AllowSetting(
            String rule,
            Optional<String> chain,
            Optional<String> step,
            Optional<String> object,
            String reason,
            Optional<LocalDate> until,
            OptionalLong rows,
            SourceSpan at) {}

    /**
     * A live database.
     *
     * @param systemIdentifier the server's own number; another server is refused
     * @param passwordFile where the password stands, when neither the url nor the environment says it
     * @param role who deploys there, when it is not who the url names
     * @param statementTimeout seconds that one question may take
     * @param ignore objects that the chains do not own; a {@code *} stands for any text
     */
    public record TargetSettings(
            Optional<String> name,
            Reference url,
            Optional<String> systemIdentifier,
            Optional<Path> passwordFile,
            Optional<String> role,
            Optional<Double> statementTimeout,
            List<String> ignore) {

        public TargetSettings {
            ignore = List.copyOf(ignore);
        }
    }
}
