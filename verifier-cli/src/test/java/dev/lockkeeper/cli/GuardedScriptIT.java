package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's guarded script, word by word on a live database, and what our commands say of the same place. */
class GuardedScriptIT {

    private static final Path PLATFORM =
            Path.of("../migrations/sst-platform").toAbsolutePath().normalize();

    /** What a process came to. */
    private record Said(int exit, String text) {}

    @TempDir
    private Path here;

    private final Map<String, String> environment = new TreeMap<>(Map.of("PYTHONDONTWRITEBYTECODE", "1"));

    @Test
    void every_word_does_what_it_says_and_our_words_say_the_same() throws Exception {
        environment.put("ALEMBIC", InstalledAlembic.in(here).toString());
        try (ThrowawayServer server = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED))) {
            String url = url(server.address(server.createDatabase("sst")));
            assertThat(script("check")).isEqualTo(new Said(2, "migrate.sh: SST_DATABASE_URL is not set\n"));
            environment.put("SST_DATABASE_URL", url);

            assertThat(script("check")).isEqualTo(new Said(0, "migrate.sh: one head, and the database answers\n"));
            assertThat(script("upgrade", "+1").exit()).isZero();
            standsAt("sst_0001", url);
            assertThat(script("upgrade", "sst_0004").exit()).isZero();
            assertThat(script("downgrade").exit()).isZero();
            standsAt("sst_0003", url);
            assertThat(script("upgrade").exit()).isZero();
            standsAt("sst_0010", url);

            environment.put("SST_ENVIRONMENT", "production");
            assertThat(script("downgrade", "-1"))
                    .isEqualTo(new Said(2, "migrate.sh: going down in production wants SST_CONFIRM=yes\n"));
            environment.put("SST_CONFIRM", "yes");
            assertThat(script("downgrade", "-1").exit()).isZero();
            assertThat(script("downgrade", "sst_0007").exit()).isZero();
            standsAt("sst_0007", url);

            history(url);
            assertThat(script("sideways")).satisfies(usage -> {
                assertThat(usage.exit()).isEqualTo(2);
                assertThat(usage.text()).contains("./migrate.sh upgrade [+1|REVISION]");
            });
        }
    }

    @Test
    void a_chain_with_two_heads_is_sent_back() throws Exception {
        environment.put("ALEMBIC", InstalledAlembic.in(here).toString());
        environment.put("SST_DATABASE_URL", "postgresql://nobody@localhost:1/none");
        Path copy = Files.createDirectories(here.resolve("forked"));
        for (String file : new String[] {"migrate.sh", "alembic.ini", "migrations/env.py"}) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(PLATFORM.resolve(file), copy.resolve(file));
        }
        Path versions = Files.createDirectories(copy.resolve("migrations/versions"));
        Files.writeString(versions.resolve("a.py"), "revision = 'a'\ndown_revision = None\n");
        Files.writeString(versions.resolve("b.py"), "revision = 'b'\ndown_revision = 'a'\n");
        Files.writeString(versions.resolve("c.py"), "revision = 'c'\ndown_revision = 'a'\n");

        assertThat(said(copy, "check")).isEqualTo(new Said(1, "migrate.sh: the chain has 2 heads; merge them first\n"));
        assertThat(said(copy, "upgrade").exit()).isEqualTo(1);
    }

    /** {@code current} and our {@code status} name the same revision. */
    private void standsAt(String revision, String url) throws Exception {
        assertThat(script("current").text()).contains(revision);
        Spoken status = Spoken.in(here, "status", PLATFORM.toString(), "--target", url);
        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out()).containsPattern("sst-platform +Alembic +" + revision);
    }

    /** Both tell all ten revisions; ours also which of them ran here. */
    private void history(String url) throws Exception {
        String alembic = script("history").text();
        Spoken ours = Spoken.in(here, "history", PLATFORM.toString(), "--target", url);
        assertThat(ours.exitCode()).as(ours.err()).isZero();
        for (int step = 1; step <= 10; step++) {
            String revision = "sst_%04d".formatted(step);
            assertThat(alembic).contains(revision);
            assertThat(ours.out()).containsPattern(revision + "\\b.*" + (step <= 7 ? "applied" : "pending"));
        }
    }

    private Said script(String... words) throws IOException, InterruptedException {
        return said(PLATFORM, words);
    }

    private Said said(Path chain, String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 2];
        command[0] = "sh";
        command[1] = chain.resolve("migrate.sh").toString();
        System.arraycopy(words, 0, command, 2, words.length);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(here.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SST_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static String url(DatabaseAddress address) {
        return "postgresql://" + address.user() + ":" + address.password() + "@" + address.host() + ":" + address.port()
                + "/" + address.database();
    }
}
