package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What newer servers know and older ones refuse, by the release notes; asked only about what was refused. */
enum NewerSyntax {
    NULLS_NOT_DISTINCT(15, "NULLS NOT DISTINCT", "(?is)\\bnulls\\s+not\\s+distinct\\b"),
    MERGE(15, "MERGE", "(?is)^\\s*(with\\b.*)?merge\\s+into\\b"),
    SECURITY_INVOKER(15, "security_invoker views", "(?is)\\bsecurity_invoker\\b"),
    SET_NULL_COLUMNS(15, "ON DELETE SET NULL (columns)", "(?is)\\bset\\s+(null|default)\\s*\\("),
    PUBLICATION_SCHEMA(15, "FOR TABLES IN SCHEMA", "(?is)\\btables\\s+in\\s+schema\\b"),
    SET_STORAGE(
            16,
            "STORAGE in CREATE TABLE",
            "(?is)^\\s*create\\s+table\\b.*\\bstorage\\s+(plain|main|external|extended)\\b"),
    IS_JSON(16, "IS JSON", "(?is)\\bis\\s+(not\\s+)?json\\b"),
    JSON_CONSTRUCTORS(16, "JSON_OBJECT and JSON_ARRAY", "(?is)\\bjson_(array|object)(agg)?\\s*\\("),
    ANY_VALUE(16, "any_value()", "(?is)\\bany_value\\s*\\("),
    JSON_TABLE(17, "JSON_TABLE and JSON_VALUE", "(?is)\\bjson_(table|value|query|exists)\\s*\\("),
    MERGE_RETURNING(17, "MERGE … RETURNING", "(?is)\\bmerge\\s+into\\b.*\\breturning\\b"),
    SET_EXPRESSION(17, "ALTER COLUMN … SET EXPRESSION", "(?is)\\bset\\s+expression\\b"),
    RANDOM_RANGE(17, "random(min, max)", "(?is)\\brandom\\s*\\([^)]"),
    UUIDV7(18, "uuidv7()", "(?is)\\buuidv[47]\\s*\\("),
    VIRTUAL(18, "virtual generated columns", "(?is)\\bgenerated\\s+always\\s+as\\b.*\\bvirtual\\b"),
    WITHOUT_OVERLAPS(18, "WITHOUT OVERLAPS and PERIOD", "(?is)\\bwithout\\s+overlaps\\b|\\bperiod\\s+\\w+"),
    NOT_ENFORCED(18, "NOT ENFORCED", "(?is)\\bnot\\s+enforced\\b"),
    NOT_NULL_NOT_VALID(18, "NOT NULL constraints that are NOT VALID", "(?is)\\bnot\\s+null\\s+\\w+\\s+not\\s+valid\\b"),
    RETURNING_OLD(18, "RETURNING old and new", "(?is)\\breturning\\b.*\\b(old|new)\\.");

    /** A syntax error, a feature not supported, an unknown function, type, option or object. */
    private static final Set<String> TELLING = Set.of("42601", "0A000", "42883", "42704", "22023", "42P01", "42703");

    private final int since;
    private final String words;
    private final Pattern pattern;

    NewerSyntax(int since, String words, String pattern) {
        this.since = since;
        this.words = words;
        this.pattern = Pattern.compile(pattern);
    }

    int since() {
        return since;
    }

    String words() {
        return words;
    }

    /** What in the refused statement is newer than the server, if anything. */
    static Optional<NewerSyntax> of(StepFacts facts, Failure failure) {
        if (!TELLING.contains(failure.sqlState())) {
            return Optional.empty();
        }
        String sql = facts.up().statements().stream()
                .filter(statement -> statement.excerpt().equals(failure.excerpt()))
                .map(Statement::sql)
                .findFirst()
                .orElse(failure.excerpt());
        return List.of(values()).stream()
                .filter(newer -> newer.since > facts.server().major())
                .filter(newer -> newer.pattern.matcher(sql).find())
                .findFirst();
    }
}
