package dev.lockkeeper.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.experiment.LockTable.Measured;
import dev.lockkeeper.experiment.LockTable.Shape;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the documentation says of locks is what every supported server does. */
class LockTableIT {

    private static final List<String> VERSIONS = List.of("14", "15", "16", "17", "18");
    private static final Path PAGE = Path.of("docs", "locks.md");

    private static final Map<String, Map<String, Measured>> MEASURED = new TreeMap<>();

    @BeforeAll
    static void measure() throws Exception {
        for (String version : VERSIONS) {
            try (ThrowawayServer server =
                    Servers.start(ServerRequest.of(version).from(Provider.EMBEDDED))) {
                MEASURED.put(version, LockTable.measure(server));
            }
        }
    }

    @Test
    void the_page_says_what_was_measured() throws Exception {
        String page = page();
        if (Boolean.getBoolean("golden.update") || System.getProperty("golden.update") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("write it with -Dgolden.update").exists();
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void at_least_sixty_shapes_are_measured_on_each_server() {
        assertThat(MEASURED).hasSize(VERSIONS.size());
        assertThat(MEASURED.values())
                .allSatisfy(measured -> assertThat(measured).hasSizeGreaterThanOrEqualTo(60));
    }

    /** The entries that the trace falls back on when a statement has committed before anybody could look. */
    @Test
    void what_is_taken_as_known_is_what_the_servers_ask_for() {
        MEASURED.forEach((version, measured) -> measured.forEach((sql, seen) -> {
            for (KnownLocks known : KnownLocks.values()) {
                boolean first = java.util.Arrays.stream(KnownLocks.values())
                                .filter(other -> other.fits(sql))
                                .findFirst()
                                .orElse(null)
                        == known;
                if (first) {
                    assertThat(seen.locks().split("<br>"))
                            .as("%s on %s", sql, version)
                            .anySatisfy(lock ->
                                    assertThat(lock).endsWith(" " + known.mode().words()));
                }
            }
        }));
    }

    private static String page() throws Exception {
        StringBuilder page = new StringBuilder(
                """
                # Which lock a statement takes

                Measured on PostgreSQL %s by `LockTableIT`, which fails when this page says otherwise and writes it anew
                with `-Dgolden.update`. Each statement ran alone on the tables of `lock-table.sql`. Statements that cannot
                be in a transaction were kept waiting, and the server said which lock they asked for first. Only tables,
                views, sequences and indexes that stood there before are listed.

                What the modes keep waiting: ACCESS EXCLUSIVE every read and write; EXCLUSIVE, SHARE ROW EXCLUSIVE and
                SHARE every write; SHARE UPDATE EXCLUSIVE other schema changes and VACUUM, no reads or writes.
                """
                        .formatted(String.join(", ", VERSIONS)));
        String group = "";
        for (Shape shape : LockTable.shapes()) {
            if (!shape.group().equals(group)) {
                group = shape.group();
                page.append("\n## ").append(group).append("\n\n");
                page.append("| statement | locks | writes anew | reads in full | builds |\n|---|---|---|---|---|\n");
            }
            page.append(row(shape));
        }
        return page.toString();
    }

    private static String row(Shape shape) {
        return "| `" + shape.sql().replace("|", "\\|") + "` | " + cell(shape, Measured::locks) + " | "
                + cell(shape, Measured::rewrote) + " | " + cell(shape, Measured::scanned) + " | "
                + cell(shape, Measured::built) + " |\n";
    }

    /** One text where all versions agree, else one for each run of versions that do. */
    private static String cell(Shape shape, Function<Measured, String> part) {
        Map<String, List<String>> byText = new LinkedHashMap<>();
        for (String version : VERSIONS) {
            Measured measured = MEASURED.getOrDefault(version, Map.of()).get(shape.sql());
            String text = measured == null ? "not known" : part.apply(measured);
            byText.computeIfAbsent(text, key -> new ArrayList<>()).add(version);
        }
        if (byText.size() == 1) {
            return byText.keySet().iterator().next();
        }
        return byText.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": "
                        + (entry.getKey().isEmpty() ? "none" : entry.getKey()))
                .collect(Collectors.joining("<br>"));
    }
}
