package dev.lockkeeper.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The index of the rules' pages is made from the rules; {@code -Dgolden.update} writes it anew. */
class RuleIndexTest {

    private static final Path INDEX = Path.of("docs/rules.md");
    private static final Path PAGES = Path.of("src/main/java/dev/lockkeeper/rule");

    @Test
    void the_index_lists_every_rule_with_its_page() throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.writeString(INDEX, index());
        }
        assertThat(INDEX)
                .as("run the test with -Dgolden.update and look at the difference")
                .hasContent(index());
    }

    @Test
    void every_page_is_where_the_index_says() {
        assertThat(Rules.all()).isNotEmpty().allSatisfy(rule -> assertThat(page(rule))
                .exists());
    }

    private static Path page(Rule rule) {
        String folder = rule.getClass()
                .getPackageName()
                .substring(RuleIndexTest.class.getPackageName().length());
        return PAGES.resolve(folder.replace(".", "").isEmpty() ? "" : folder.substring(1))
                .resolve(rule.getClass().getSimpleName() + ".md");
    }

    private static String index() {
        StringBuilder text = new StringBuilder(
                """
                # The rules

                Each rule judges what was seen and nothing else. Its page says what was seen, what it does to users, what to write
                instead, when it is fine and which versions differ; its examples are its tests. The same in a terminal:

                ```sh
                lockkeeper rules
                lockkeeper explain drop-column
                ```

                *Found by* says what a rule judges from: `rows` what became of rows, `server` what a running server did, `catalogue`
                the schema before and after, `text` the files. Weights are changed under `rules:` in
                [lockkeeper.yml](configuration.md), and single findings are answered for as [gating](gating.md) says.
                """);
        for (Category category : Category.values()) {
            List<Rule> rules = Rules.all().stream()
                    .filter(rule -> rule.card().category() == category)
                    .toList();
            if (!rules.isEmpty()) {
                text.append("\n## ")
                        .append(category.id())
                        .append("\n\n| rule | weight | found by | |\n|---|---|---|---|\n");
                rules.forEach(rule -> text.append(row(rule)));
            }
        }
        return text.toString();
    }

    private static String row(Rule rule) {
        RuleCard card = rule.card();
        String page = "../" + page(rule).toString().replace('\\', '/');
        return "| [%s](%s) | %s | %s | %s |\n"
                .formatted(
                        card.id(),
                        page,
                        card.on() ? card.severity().id() : "off",
                        card.foundBy().name().toLowerCase(Locale.ROOT),
                        card.title().replace("|", "\\|"));
    }
}
