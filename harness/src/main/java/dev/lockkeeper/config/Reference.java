package dev.lockkeeper.config;

import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.SourceSpan;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value with {@code ${NAME}} in it, looked up only when it is needed; its text form never shows what it stands for.
 *
 * @param key where the file says it, e.g. {@code target.url}
 */
public record Reference(String key, String template, SourceSpan at) {

    static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)\\}");

    /**
     * The value, with every variable replaced.
     *
     * @param environment a variable's value by its name, or null when it is not set
     * @throws LockkeeperException naming every variable that is not set
     */
    public String value(UnaryOperator<String> environment) {
        List<String> missing = names().stream()
                .filter(name ->
                        Objects.requireNonNullElse(environment.apply(name), "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw LockkeeperException.because("Could not read " + key + " (" + at + ").")
                    .answered("Not set in the environment: " + String.join(", ", missing) + ".")
                    .tryThis("export " + missing.get(0) + "=…");
        }
        return VARIABLE.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(environment.apply(found.group(1))));
    }

    /** The variables it names. */
    public List<String> names() {
        return VARIABLE.matcher(template)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }
}
