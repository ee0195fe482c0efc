package dev.lockkeeper.reports.view;

import dev.lockkeeper.model.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pages that explain the rules, where the class path has them. */
@FunctionalInterface
public interface RulePages {

    /** The page of a finding's rule in Markdown. */
    Optional<String> page(Finding finding);

    /** Pages lie beside the rules' classes, in a folder for each category. */
    static RulePages onClassPath() {
        return finding -> {
            String folder = finding.category().id().replace("-", "");
            String name = "/dev/lockkeeper/rule/" + folder + "/" + className(finding.rule()) + ".md";
            try (InputStream page = RulePages.class.getResourceAsStream(name)) {
                return page == null
                        ? Optional.empty()
                        : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** {@code drop-column} is explained beside {@code DropColumn}. */
    static String className(String rule) {
        return Arrays.stream(rule.split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The title of a rule: its page's first heading when that says more than the id, else the id in words. */
    default String title(Finding finding) {
        return page(finding)
                .flatMap(page ->
                        page.lines().filter(line -> line.startsWith("# ")).findFirst())
                .map(line -> line.substring(2).strip())
                .filter(title -> !title.equals(finding.rule()))
                .orElseGet(() -> inWords(finding.rule()));
    }

    private static String inWords(String rule) {
        String words = rule.replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
