package dev.lockkeeper.junit.engine;

import dev.lockkeeper.ChainRequest;
import dev.lockkeeper.ChainSelection;
import dev.lockkeeper.ChangedFiles;
import dev.lockkeeper.HouseRules;
import dev.lockkeeper.Verification;
import dev.lockkeeper.Verifications;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Configuration.ChainSettings;
import dev.lockkeeper.config.Configuration.RuleSetting;
import dev.lockkeeper.config.Suggestion;
import dev.lockkeeper.config.Vocabulary;
import dev.lockkeeper.junit.VerifyMigrations;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.rule.Rules;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.verdict.Allow;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns an annotated class into what is to be verified: the annotation over the file over the defaults. */
public final class Requests {

    /**
     * One verification.
     *
     * @param version of PostgreSQL, as asked for
     * @param chains names of the chains that were asked for; others are only there because these need them
     */
    public record Request(String version, Verification verification, Set<String> chains) {}

    private final Class<?> test;
    private final VerifyMigrations annotation;
    private final HouseRules house;
    private final Settings settings;
    private final Path here;
    private final List<String> mistakes = new ArrayList<>();

    private Requests(Class<?> test, VerifyMigrations annotation, HouseRules house, Settings settings) {
        this.test = test;
        this.annotation = annotation;
        this.house = house;
        this.settings = settings;
        this.here = here();
    }

    /**
     * All verifications that a class asks for.
     *
     * @throws LockkeeperException with every mistake in the annotation
     */
    public static List<Request> of(Class<?> test, VerifyMigrations annotation, HouseRules house, Settings settings) {
        return new Requests(test, annotation, house, settings).all();
    }

    private Path here() {
        String anchor = annotation.chain().length > 0 ? annotation.chain()[0] : annotation.config();
        if (anchor.isEmpty()) {
            throw LockkeeperException.because(
                            "@VerifyMigrations on " + test.getName() + " says neither chain nor config.")
                    .tryThis("@VerifyMigrations(chain = \"path/to/migrations\")");
        }
        return Place.of(test, anchor);
    }

    private List<Request> all() {
        checkFixtures();
        List<Request> requests = new ArrayList<>();
        for (Configuration configuration : configurations()) {
            Set<String> asked = asked(configuration);
            Verification base = verification(told(configuration, asked));
            for (String version : versions(base)) {
                requests.add(new Request(version, on(base, version), asked));
            }
        }
        if (!mistakes.isEmpty()) {
            throw LockkeeperException.because(String.join("\n", mistakes));
        }
        return requests;
    }

    private List<Configuration> configurations() {
        List<String> paths = List.of(annotation.chain());
        if (annotation.config().isEmpty()) {
            return new ChainSelection(here, vocabulary()).of(paths);
        }
        Path file = Place.of(test, annotation.config()).resolve(annotation.config());
        Configuration configuration = Configuration.read(file, vocabulary());
        return List.of(
                paths.isEmpty()
                        ? configuration
                        : configuration.only(paths.stream().map(here::resolve).toList()));
    }

    /** Report formats are not asked for here, so any word will do. */
    private Vocabulary vocabulary() {
        return Vocabulary.of(
                knownRules(), ChainFormats.all().stream().map(ChainFormat::id).toList(), List.of());
    }

    private Set<String> knownRules() {
        Set<String> ids = new TreeSet<>();
        Rules.all().forEach(rule -> ids.add(rule.card().id()));
        house.rules().forEach(rule -> ids.add(rule.card().id()));
        return ids;
    }

    /** Which chains of a configuration the annotation names; the others are needed by them. */
    private Set<String> asked(Configuration configuration) {
        Set<Path> named = new HashSet<>();
        for (String path : annotation.chain()) {
            named.add(full(here.resolve(path)));
        }
        Set<String> names = new TreeSet<>();
        configuration.chains().stream()
                .filter(chain -> named.isEmpty()
                        || named.stream().anyMatch(path -> full(chain.path()).startsWith(path)))
                .forEach(chain -> names.add(chain.name()));
        return names;
    }

    private Configuration told(Configuration configuration, Set<String> asked) {
        return configuration.withChains(configuration.chains().stream()
                .map(chain -> asked.contains(chain.name()) ? told(chain) : chain)
                .toList());
    }

    private ChainSettings told(ChainSettings chain) {
        Optional<String> format = annotation.format().isEmpty() ? chain.format() : Optional.of(annotation.format());
        Optional<String> role = annotation.role().isEmpty() ? chain.role() : Optional.of(annotation.role());
        return new ChainSettings(
                chain.name(),
                chain.path(),
                format,
                chain.schemas(),
                chain.needs(),
                fixtures(chain),
                role,
                chain.grouping(),
                chain.placeholders(),
                chain.history(),
                chain.at());
    }

    private Path fixtures(ChainSettings chain) {
        for (int at = 0; at < Math.min(annotation.fixtures().length, annotation.chain().length); at++) {
            if (full(here.resolve(annotation.chain()[at])).equals(full(chain.path()))) {
                String folder = annotation.fixtures()[at];
                return folder.isEmpty()
                        ? chain.fixtures()
                        : Place.of(test, folder).resolve(folder);
            }
        }
        return chain.fixtures();
    }

    private void checkFixtures() {
        int given = annotation.fixtures().length;
        if (given > 0 && given != annotation.chain().length) {
            mistake("names " + given + " folders of fixtures for " + annotation.chain().length
                    + " chains; give one for each, \"\" for none");
        }
    }

    private Verification verification(Configuration configuration) {
        Verification from = Verifications.of(configuration, LocalDate.now(ZoneOffset.UTC));
        List<Allow> allow = new ArrayList<>(from.allow());
        Arrays.stream(annotation.allow()).map(this::allow).forEach(allow::add);
        Verification told = new Verification(
                from.chains().stream().map(this::checked).toList(),
                annotation.postgres().length > 0
                        ? from.server()
                        : Verifications.likeTarget(from.server(), configuration, System::getenv),
                from.budgets(),
                from.seed(),
                annotation.rows() < 0 ? from.rowsPerTable() : annotation.rows(),
                rules(from.rules()),
                allow,
                1,
                from.today(),
                from.onlyNew(),
                from.baseline(),
                house,
                annotation.rehearse() || settings.rehearse() || from.rehearse());
        Optional<String> ref = settings.onlyNewSince()
                .or(() -> Optional.of(annotation.onlyNewSince()).filter(given -> !given.isEmpty()));
        return ref.map(since -> told.onlyNew(ChangedFiles.since(since, here))).orElse(told);
    }

    private ChainRequest checked(ChainRequest chain) {
        if (chain.format() != null
                && ChainFormats.all().stream().noneMatch(format -> format.id().equals(chain.format()))) {
            mistake("wants the format \"" + chain.format() + "\", which is not known");
        }
        return chain;
    }

    private Map<String, Optional<Severity>> rules(Map<String, Optional<Severity>> configured) {
        Map<String, Optional<Severity>> rules = new TreeMap<>(configured);
        for (String entry : annotation.rules()) {
            String[] sides = entry.split("=", 2);
            Optional<RuleSetting> setting = Arrays.stream(RuleSetting.values())
                    .filter(one -> sides.length == 2 && one.name().equalsIgnoreCase(sides[1].strip()))
                    .findFirst();
            if (setting.isEmpty()) {
                mistake("has a rule \"" + entry + "\"; write it like drop-column=warning, or error, note, off");
            } else if (isKnown(sides[0].strip())) {
                rules.put(sides[0].strip(), setting.get().severity());
            }
        }
        return rules;
    }

    private boolean isKnown(String rule) {
        Set<String> known = knownRules();
        if (!known.contains(rule)) {
            mistake("names the rule \"" + rule + "\", which does not exist"
                    + Suggestion.asQuestion(rule, new TreeSet<>(known)));
        }
        return known.contains(rule);
    }

    private Allow allow(VerifyMigrations.Allow entry) {
        if (entry.reason().isBlank()) {
            mistake("allows " + entry.rule() + " without a reason");
        }
        isKnown(entry.rule());
        return new Allow(
                entry.rule(),
                some(entry.object()),
                some(entry.chain()),
                some(entry.step()),
                entry.reason(),
                date(entry.until()),
                entry.rows() < 0 ? OptionalLong.empty() : OptionalLong.of(entry.rows()),
                new SourceSpan(test.getSimpleName() + ".java", 1));
    }

    private Optional<LocalDate> date(String text) {
        try {
            return some(text).map(LocalDate::parse);
        } catch (DateTimeParseException noDate) {
            mistake("allows something until \"" + text + "\", which is no date; write YYYY-MM-DD");
            return Optional.empty();
        }
    }

    private List<String> versions(Verification base) {
        String configured = Objects.requireNonNullElse(base.server().version(), Verifications.DEFAULT_VERSION);
        List<String> annotated = List.of(annotation.postgres());
        return settings.versions(annotated.isEmpty() ? List.of(configured) : annotated);
    }

    private Verification on(Verification base, String version) {
        ServerRequest server = base.server();
        if (!version.equals(server.version())) {
            server = new ServerRequest(
                    version,
                    "asked for by " + test.getSimpleName(),
                    server.provider(),
                    server.image(),
                    server.scratchUrl(),
                    server.progress());
        }
        if (!annotation.provider().isEmpty()) {
            server = server.from(Provider.named(annotation.provider()));
        }
        return base.on(settings.applyTo(server));
    }

    private void mistake(String what) {
        String end = what.endsWith("?") ? "" : ".";
        mistakes.add("@VerifyMigrations on " + test.getName() + " " + what + end);
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private static Path full(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
