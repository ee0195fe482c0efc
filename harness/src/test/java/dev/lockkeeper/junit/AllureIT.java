package dev.lockkeeper.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.junitplatform.AllureJunitPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** With Allure's listener every claim shows what it stands on. */
@Isolated("Allure has one lifecycle for all")
class AllureIT {

    @TempDir
    private Path folder;

    @Test
    void a_claim_shows_statements_locks_differences_and_findings() throws IOException {
        AllureLifecycle before = Allure.getLifecycle();
        AllureLifecycle ours = new AllureLifecycle(new FileSystemResultsWriter(folder));
        Allure.setLifecycle(ours);
        try {
            Played.listening(List.of(new AllureJunitPlatform(ours)), selectClass(Shop.class));
        } finally {
            Allure.setLifecycle(before);
        }

        JsonNode applies = result("0003 stock › applies");
        assertThat(applies.at("/status").asText()).isEqualTo("passed");
        assertThat(applies.at("/steps/0/name").asText()).startsWith("alter table books add column stock");
        assertThat(applies.at("/steps/0/parameters/0/name").asText()).isEqualTo("public.books");
        assertThat(applies.at("/steps/0/parameters/0/value").asText())
                .startsWith("ACCESS EXCLUSIVE, blocks every read");
        assertThat(attached(applies.at("/attachments/0"))).contains("+ column public.books.stock: integer");
        assertThat(attached(applies.at("/steps/0/attachments/0"))).startsWith("alter table books");
        assertThat(applies.at("/labels").toString()).contains("bookshop", "0003 stock");
        assertThat(applies.at("/titlePath"))
                .extracting(JsonNode::asText)
                .containsExactly("Migrations", "bookshop", "0003 stock");
        JsonNode comesBack = result("0003 stock › the way back restores the schema");
        assertThat(comesBack.at("/steps/0/name").asText()).isEqualTo("way back: restored");
    }

    private String attached(JsonNode attachment) throws IOException {
        return Files.readString(folder.resolve(attachment.at("/source").asText()));
    }

    private JsonNode result(String name) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith("-result.json")).toList()) {
                JsonNode result = mapper.readTree(file.toFile());
                if (result.at("/name").asText().equals(name)) {
                    return result;
                }
            }
        }
        throw new AssertionError("Allure knows no test " + name);
    }

    @VerifyMigrations(chain = "migrations/bookshop", fixtures = "fixtures/bookshop")
    static class Shop {}
}
