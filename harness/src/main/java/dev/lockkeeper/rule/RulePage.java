package dev.lockkeeper.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside a rule's class for people.
 *
 * @param text the page, as Markdown
 * @param bad SQL the rule speaks against
 * @param good SQL it is silent about
 */
public record RulePage(String text, String bad, String good) {

    public static RulePage of(Rule rule) {
        return new RulePage(beside(rule, ".md"), beside(rule, ".bad.sql"), beside(rule, ".good.sql"));
    }

    private static String beside(Rule rule, String ending) {
        String name = rule.getClass().getSimpleName() + ending;
        try (@Nullable InputStream file = rule.getClass().getResourceAsStream(name)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
