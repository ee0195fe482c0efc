package dev.lockkeeper.config;

import dev.lockkeeper.config.Configuration.AllowSetting;
import dev.lockkeeper.config.Configuration.ChainSettings;
import dev.lockkeeper.config.Configuration.GroupingSetting;
import dev.lockkeeper.config.Configuration.PostgresSettings;
import dev.lockkeeper.config.Configuration.ProviderSetting;
import dev.lockkeeper.config.Configuration.RowSettings;
import dev.lockkeeper.config.Configuration.RuleSetting;
import dev.lockkeeper.config.Configuration.TargetSettings;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one file into a {@link Configuration}, section by section. */
final class ConfigurationReader {

    private static final Pattern VERSION = Pattern.compile("\\d{1,2}(\\.\\d{1,2})?|target");
    private static final Pattern LITERAL_PASSWORD =
            Pattern.compile("(?i)://[^/@:]*:(?!\\$\\{)[^@/]+@|[?&]password=(?!\\$\\{)[^&]+");
    private static final Pattern ROWS_BOUND = Pattern.compile("<=\\s*");

    private final Path file;
    private final Path folder;
    private final Vocabulary vocabulary;
    private final Mistakes mistakes;

    ConfigurationReader(Path file, Vocabulary vocabulary) {
        this.file = file;
        this.folder = Optional.ofNullable(file.getParent()).orElse(Path.of("."));
        this.vocabulary = vocabulary;
        this.mistakes = new Mistakes(file);
    }

    Configuration read() {
        Section top = YamlFile.read(file)
                .map(node -> Section.of(node, "", mistakes))
                .orElseGet(() -> Section.empty("", mistakes));
        List<ChainSettings> chains = chains(top);
        Configuration configuration = new Configuration(
                folder,
                Optional.of(file),
                postgres(top.section("postgres")),
                chains,
                budgets(top.section("budgets")),
                rows(top.section("rows")),
                rules(top.section("rules")),
                top.sections("allow").stream()
                        .map(section -> allowed(section, chains))
                        .toList(),
                path(top, "baseline"),
                target(top),
                reports(top.section("reports")),
                top.truth("rehearse"));
        mistakes.throwIfAny();
        return configuration;
    }

    private PostgresSettings postgres(Section section) {
        Optional<String> version = section.text("version");
        if (version.isPresent() && !VERSION.matcher(version.get()).matches()) {
            section.mistake("version", "wants a version like 17 or 17.6, or target, not \"" + version.get() + "\"");
        }
        ProviderSetting provider =
                section.choice("provider", ProviderSetting.class).orElse(ProviderSetting.AUTO);
        Optional<Reference> url = reference(section, "url");
        if (provider == ProviderSetting.URL && !section.has("url")) {
            section.mistake("provider", "is url, but postgres.url does not say where the scratch server answers");
        }
        return new PostgresSettings(version, provider, section.text("image"), url);
    }

    private List<ChainSettings> chains(Section top) {
        List<ChainSettings> chains = new ArrayList<>();
        for (Section section : top.sections("chains")) {
            chain(section).ifPresent(chains::add);
        }
        new ChainNames(chains, mistakes).check();
        return chains;
    }

    private Optional<ChainSettings> chain(Section section) {
        Optional<String> name = section.text("name");
        Optional<Path> path = path(section, "path")
                .or(() -> section.has("path")
                        ? Optional.empty()
                        : name.map(given -> folder.resolve("migrations").resolve(given)));
        if (path.isEmpty()) {
            if (!section.has("path")) {
                mistakes.add(section.line(), "a chain needs a path, or a name to find it under migrations/");
            }
            return Optional.empty();
        }
        if (!Files.isDirectory(path.get())) {
            String trouble = Files.exists(path.get()) ? " is not a folder" : " does not exist";
            section.mistake("path", "points at " + path.get() + ", which" + trouble);
        }
        String called = name.orElseGet(() -> folderName(path.get()));
        return Optional.of(new ChainSettings(
                called,
                path.get(),
                section.word("format", vocabulary.formats()),
                section.texts("schemas"),
                section.texts("needs"),
                path(section, "fixtures")
                        .orElseGet(() -> folder.resolve("fixtures").resolve(called)),
                section.text("role"),
                section.choice("grouping", GroupingSetting.class).orElse(GroupingSetting.DEFAULT),
                section.section("placeholders").allTexts(),
                section.text("history"),
                at(section.line())));
    }

    private static Budgets budgets(Section section) {
        Budgets defaults = Budgets.defaults();
        return new Budgets(
                section.positive("lock-seconds").orElse(defaults.lockSeconds()),
                section.whole("table-rows", 0, Long.MAX_VALUE).orElse(defaults.tableRows()),
                limit(section, "max-step-millis"),
                limit(section, "max-rows-affected"));
    }

    private static OptionalLong limit(Section section, String key) {
        return section.whole(key, 0, Long.MAX_VALUE).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static RowSettings rows(Section section) {
        RowSettings defaults = RowSettings.defaults();
        return new RowSettings(
                section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(defaults.seed()),
                Math.toIntExact(section.whole("per-table", 0, 100_000).orElse((long) defaults.perTable())));
    }

    private SortedMap<String, RuleSetting> rules(Section section) {
        SortedMap<String, RuleSetting> rules = new TreeMap<>();
        for (String rule : section.keys()) {
            checkRule(section, rule, rule);
            section.choice(rule, RuleSetting.class).ifPresent(setting -> rules.put(rule, setting));
        }
        return rules;
    }

    private AllowSetting allowed(Section section, List<ChainSettings> chains) {
        Set<String> names = chains.stream().map(ChainSettings::name).collect(Collectors.toCollection(TreeSet::new));
        String rule = required(section, "rule");
        if (!rule.isEmpty()) {
            checkRule(section, "rule", rule);
        }
        return new AllowSetting(
                rule,
                section.word("chain", names),
                section.text("step"),
                section.text("object"),
                required(section, "reason"),
                section.date("until"),
                bound(section),
                at(section.line()));
    }

    /** {@code rows: 5} and, as in the comment of a step, {@code rows: "<=5"}. */
    private static OptionalLong bound(Section section) {
        Optional<String> text =
                section.text("rows").map(given -> ROWS_BOUND.matcher(given).replaceFirst(""));
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (text.get().matches("\\d{1,18}")) {
            return OptionalLong.of(Long.parseLong(text.get()));
        }
        section.mistake("rows", "wants the most rows it may concern, like 5 or \"<=5\"");
        return OptionalLong.empty();
    }

    private Optional<TargetSettings> target(Section top) {
        if (!top.has("target")) {
            return Optional.empty();
        }
        Section section = top.section("target");
        Optional<String> name = section.text("name");
        if (!section.has("url")) {
            section.mistake("", "needs a url");
        }
        Optional<String> system = section.text("system-identifier");
        if (system.isPresent() && !system.get().matches("\\d+")) {
            section.mistake("system-identifier", "wants the number that lockkeeper status prints");
        }
        Optional<Path> passwordFile = path(section, "password-file");
        Optional<String> role = section.text("role");
        Optional<Double> timeout = section.positive("statement-timeout");
        List<String> ignore = section.texts("ignore");
        return reference(section, "url")
                .map(url -> new TargetSettings(name, url, system, passwordFile, role, timeout, ignore));
    }

    private SortedMap<String, Path> reports(Section section) {
        SortedMap<String, Path> reports = new TreeMap<>();
        for (String format : section.keys()) {
            if (!vocabulary.reports().isEmpty() && !vocabulary.reports().contains(format)) {
                section.mistake(format, "is no report format; known: " + String.join(", ", vocabulary.reports()));
            }
            path(section, format).ifPresent(path -> reports.put(format, path));
        }
        return reports;
    }

    private Optional<Reference> reference(Section section, String key) {
        Optional<String> text = section.text(key);
        if (text.isPresent() && LITERAL_PASSWORD.matcher(text.get()).find()) {
            section.mistake(key, "holds a password; put it into the environment and write ${NAME} here");
            return Optional.empty();
        }
        return text.map(given -> new Reference(section.named(key).strip(), given, at(section.line(key))));
    }

    private Optional<Path> path(Section section, String key) {
        return section.text(key).flatMap(text -> {
            try {
                return Optional.of(folder.resolve(text).normalize());
            } catch (InvalidPathException e) {
                section.mistake(key, "is no path: " + e.getReason());
                return Optional.empty();
            }
        });
    }

    /** The text, or an empty one after the mistake was noted: nobody sees it, since the reading fails. */
    private static String required(Section section, String key) {
        if (!section.has(key)) {
            section.mistake("", "entry has no " + key);
        }
        return section.text(key).orElse("");
    }

    private void checkRule(Section section, String key, String rule) {
        if (!vocabulary.rules().isEmpty() && !vocabulary.rules().contains(rule)) {
            section.mistake(
                    key, "names no rule we have: \"" + rule + "\"" + Suggestion.asQuestion(rule, vocabulary.rules()));
        }
    }

    private SourceSpan at(int line) {
        return new SourceSpan(String.valueOf(file.getFileName()), line);
    }

    private static String folderName(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }
}
