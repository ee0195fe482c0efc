package dev.lockkeeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference and the schema are made from the keys the reader knows; {@code -Dgolden.update} writes them anew. */
class ConfigurationReferenceTest {

    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    @Test
    void the_reference_lists_what_the_reader_knows() throws IOException {
        assertUpToDate(ROOT.resolve("harness/docs/configuration.md"), reference());
    }

    @Test
    void the_schema_lists_what_the_reader_knows() throws IOException {
        assertUpToDate(ROOT.resolve("harness/docs/lockkeeper.schema.json"), ConfigurationSchema.json());
    }

    @Test
    void the_example_of_the_reference_can_be_read() throws IOException {
        Files.createDirectories(folder.resolve("migrations/auth"));
        Path file = folder.resolve(Configuration.FILE);
        Files.writeString(file, EXAMPLE);

        assertThat(Configuration.read(file, Vocabulary.any()).chains()).hasSize(1);
    }

    private static void assertUpToDate(Path file, String wanted) throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, wanted);
        }
        assertThat(file)
                .as("run the test with -Dgolden.update and look at the difference")
                .hasContent(wanted);
    }

    private static String reference() {
        StringBuilder text = new StringBuilder(
                """
                # lockkeeper.yml

                The file lies beside the chains; relative paths start at its folder. Every key may be absent, and a key that
                is not in this table is an error. `${NAME}` stands for a variable of the environment, in the two urls only;
                it is looked up when the url is needed, and its value is never printed.

                ```yaml
                """);
        text.append(EXAMPLE);
        text.append(
                """
                ```

                `lockkeeper.schema.json` beside this page tells editors the same.

                | key | what to write | when absent | meaning |
                |---|---|---|---|
                """);
        for (KeyCard card : ConfigurationKeys.all()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s |%n",
                    card.path(),
                    words(card),
                    card.standard(),
                    card.meaning()));
        }
        return text.toString();
    }

    private static String words(KeyCard card) {
        return card.words().isEmpty()
                ? card.shape().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : String.join(", ", card.words());
    }

    private static final String EXAMPLE =
            """
            postgres:
              version: "17"
            chains:
              - name: auth
                path: migrations/auth
                fixtures: fixtures/auth
                role: app_migrator
            budgets: { lock-seconds: 2, table-rows: 100000 }
            rules: { int-primary-key: warning }
            allow:
              - { rule: drop-column, chain: auth, step: "7", object: users.legacy, reason: "empty since 2024" }
            target:
              name: staging
              url: ${STAGING_URL}
            reports: { json: target/lockkeeper/report.json }
            """;
}
