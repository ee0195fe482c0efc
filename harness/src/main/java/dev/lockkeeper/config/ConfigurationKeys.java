package dev.lockkeeper.config;

import static dev.lockkeeper.config.KeyCard.Shape.DATE;
import static dev.lockkeeper.config.KeyCard.Shape.LIST_OF_SECTIONS;
import static dev.lockkeeper.config.KeyCard.Shape.LIST_OF_TEXTS;
import static dev.lockkeeper.config.KeyCard.Shape.NUMBER;
import static dev.lockkeeper.config.KeyCard.Shape.REFERENCE;
import static dev.lockkeeper.config.KeyCard.Shape.SECTION;
import static dev.lockkeeper.config.KeyCard.Shape.TEXT;
import static dev.lockkeeper.config.KeyCard.Shape.TRUE_OR_FALSE;
import static dev.lockkeeper.config.KeyCard.Shape.WHOLE_NUMBER;
import static dev.lockkeeper.config.KeyCard.Shape.WORD;

import dev.lockkeeper.config.Configuration.GroupingSetting;
import dev.lockkeeper.config.Configuration.ProviderSetting;
import dev.lockkeeper.config.Configuration.RuleSetting;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every key of {@code lockkeeper.yml}; what is not in this list is an error in the file. */
public final class ConfigurationKeys {

    private static final List<KeyCard> ALL = List.of(
            key("postgres", SECTION, "", "Which server to replay on."),
            key("postgres.version", TEXT, "the newest", "Version to replay on (\"17\", \"17.6\"), or target."),
            choice("postgres.provider", ProviderSetting.class, "auto", "Where the server comes from."),
            key("postgres.image", TEXT, "postgres:VERSION", "Image of the provider container."),
            key("postgres.url", REFERENCE, "", "Scratch server of the provider url; everything on it may be lost."),
            key("chains[]", LIST_OF_SECTIONS, "every chain found", "The chains to verify."),
            key("chains[].name", TEXT, "name of the folder", "Name in reports and in needs."),
            key("chains[].path", TEXT, "migrations/NAME", "Folder of the chain."),
            key("chains[].format", TEXT, "found by looking", "Format of the chain; see lockkeeper formats."),
            key("chains[].schemas", LIST_OF_TEXTS, "all", "Schemas the chain owns."),
            key("chains[].needs", LIST_OF_TEXTS, "none", "Chains that must stand at their head first."),
            key("chains[].fixtures", TEXT, "fixtures/NAME", "Folder of the chain's rows and probes."),
            key("chains[].role", TEXT, "superuser", "Non-superuser to migrate as, created on the server."),
            choice(
                    "chains[].grouping",
                    GroupingSetting.class,
                    "default",
                    "What is one transaction; default: as the tool does."),
            key("chains[].placeholders", SECTION, "none", "Values of the chain's placeholders."),
            key("chains[].placeholders.*", TEXT, "", "Value of one placeholder."),
            key("chains[].history", TEXT, "the tool's own", "Table of what has run, as schema.table."),
            key("budgets", SECTION, "", "What the site can bear."),
            key("budgets.lock-seconds", NUMBER, "2", "Longest time a lock may block others."),
            key("budgets.table-rows", WHOLE_NUMBER, "100000", "From how many rows on a table is big."),
            key(
                    "budgets.max-step-millis",
                    WHOLE_NUMBER,
                    "any",
                    "Longest time a step's up may take where it is tried; see migration-too-slow."),
            key(
                    "budgets.max-rows-affected",
                    WHOLE_NUMBER,
                    "any",
                    "Most rows one statement may update or delete; see rows-affected-over-limit."),
            key(
                    "rehearse",
                    TRUE_OR_FALSE,
                    "false",
                    "Also run each step beside a reader, and others who read and write."),
            key("rows", SECTION, "", "How tables are filled."),
            key("rows.seed", WHOLE_NUMBER, "1", "Another seed makes other rows."),
            key("rows.per-table", WHOLE_NUMBER, "12", "Rows to generate for each table; 0 for none."),
            key("rules", SECTION, "", "Severity of single rules."),
            choice("rules.*", RuleSetting.class, "the rule's own", "Severity of one rule; see lockkeeper rules."),
            key("allow[]", LIST_OF_SECTIONS, "none", "Findings to live with, each with its reason."),
            key("allow[].rule", TEXT, "", "Rule of the finding."),
            key("allow[].chain", TEXT, "any", "Chain of the finding."),
            key("allow[].step", TEXT, "any", "Version of the step."),
            key("allow[].object", TEXT, "any", "Object the finding names."),
            key("allow[].reason", TEXT, "", "Why it is right to live with it."),
            key("allow[].until", DATE, "for ever", "Last day it holds; an error afterwards."),
            key("allow[].rows", WHOLE_NUMBER, "any", "Most rows the finding may concern."),
            key("baseline", TEXT, "none", "File of findings that were known before; see lockkeeper baseline."),
            key("target", SECTION, "", "A live database; never written to but by apply."),
            key("target.name", TEXT, "", "Its name in reports."),
            key("target.url", REFERENCE, "", "Where it answers; secrets only as ${NAME}."),
            key("target.system-identifier", TEXT, "any", "The server's own number; another server is refused."),
            key("target.password-file", TEXT, "none", "File with the password, readable by its owner alone."),
            key("target.role", TEXT, "the url's user", "Who deploys there; its rights are looked at."),
            key("target.statement-timeout", NUMBER, "30", "Seconds that one question to it may take."),
            key("target.ignore", LIST_OF_TEXTS, "none", "Objects that no chain owns; * stands for any text."),
            key("reports", SECTION, "none", "Files to write after the run."),
            key("reports.*", TEXT, "", "File for one report format."));

    private ConfigurationKeys() {}

    /** All keys, section by section. */
    public static List<KeyCard> all() {
        return ALL;
    }

    static Set<String> in(String section) {
        return ALL.stream()
                .filter(card -> card.section().equals(section))
                .map(KeyCard::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static KeyCard key(String path, KeyCard.Shape shape, String standard, String meaning) {
        return new KeyCard(path, shape, List.of(), standard, meaning);
    }

    private static KeyCard choice(String path, Class<? extends Enum<?>> type, String standard, String meaning) {
        return new KeyCard(path, WORD, Section.wordsOf(type), standard, meaning);
    }
}
