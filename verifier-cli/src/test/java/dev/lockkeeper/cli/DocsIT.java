package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.cli.DocPage.Block;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in the documentation is run, as {@link DocPage} describes; all verifications share one server. */
class DocsIT {

    private static final Path ROOT = Path.of("..");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)(?:#[^)]*)?\\)");

    /** The databases that pages describe, by the variable that holds their address. */
    private static final Map<String, String> LIVE = new ConcurrentHashMap<>();

    @TempDir
    static Path home;

    private static ThrowawayServer server;

    @BeforeAll
    static void one_server_for_all() {
        server = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED));
    }

    @AfterAll
    static void stop_it() {
        server.close();
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("harness/docs"))) {
            List<Path> pages =
                    new ArrayList<>(docs.filter(file -> file.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            pages.add(0, ROOT.resolve("README.md"));
            return pages.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void its_commands_do_what_it_says(Path file) throws Exception {
        Path folder = begin(file.getFileName().toString());
        for (String git : List.of(
                "git init -q -b main",
                "git add .",
                "git -c user.name=t -c user.email=t@example.org commit -q -m samples")) {
            run(folder, git, 0, "the samples");
        }
        String said = "";
        for (Block block : DocPage.read(file).blocks()) {
            String place = file + ":" + block.line();
            if (block.says("folder").isPresent()) {
                folder = begin(file.getFileName() + "-" + block.says("folder").get());
            }
            if (block.says("file").isPresent()) {
                lay(folder.resolve(block.says("file").get()), block.text());
            } else if (block.says("sqlite").isPresent()) {
                execute("jdbc:sqlite:" + folder.resolve(block.says("sqlite").get()), block.text());
            } else if (block.says("live").isPresent()) {
                LIVE.put(block.says("live").get(), live(block.text()));
            } else if (block.says("by").isPresent()) {
                Block script = DocPage.script(ROOT.resolve(block.says("by").get()));
                assertThat(String.join("\n", script.commands())).as(place).contains(block.commands());
            } else if (block.language().equals("sh")) {
                said = run(folder, block, place);
            } else if (block.says("output").isPresent()) {
                assertShown(block, said, place);
            } else {
                assertThat(block.lines())
                        .as("%s: commands belong into a block marked sh, which is run", place)
                        .noneMatch(line -> line.matches("\\s*\\$?\\s*(\\./)?lockkeeper .*"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void its_links_lead_somewhere(Path file) throws IOException {
        assertThat(LINK.matcher(Files.readString(file)).results().map(link -> link.group(1)))
                .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
    }

    /** A folder that looks as a reader's repository would, with our samples in it. */
    private static Path begin(String name) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        for (String samples : List.of("migrations/bookshop", "fixtures/bookshop")) {
            Path from = ROOT.resolve(samples);
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    lay(folder.resolve(samples).resolve(from.relativize(file).toString()), Files.readString(file));
                }
            }
        }
        return folder;
    }

    private static void lay(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String run(Path folder, Block block, String place) throws Exception {
        String said = "";
        List<String> commands = block.commands();
        for (int i = 0; i < commands.size(); i++) {
            boolean last = i == commands.size() - 1;
            int expected = last ? block.says("exits").map(Integer::parseInt).orElse(0) : 0;
            said = run(folder, commands.get(i), expected, place);
        }
        return said;
    }

    private static String run(Path folder, String command, int expected, String place) throws Exception {
        List<String> words = new ArrayList<>();
        WORD.matcher(command).results().forEach(word -> words.add(word.group().replaceAll("^[\"']|[\"']$", "")));
        if (words.get(0).matches("(\\./)?lockkeeper")) {
            words.remove(0);
            if (words.get(0).equals("verify") && !words.contains("--provider")) {
                words.addAll(1, List.of("--scratch", scratch()));
            }
            Spoken said = Spoken.with(environment(), folder, words.toArray(String[]::new));
            assertThat(said.exitCode())
                    .as("%s: %s%n%s%n%s", place, command, said.out(), said.err())
                    .isEqualTo(expected);
            return said.out() + said.err();
        }
        Process process = new ProcessBuilder("bash", "-ec", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s%n%s", place, command, said).isEqualTo(expected);
        return said;
    }

    private static void assertShown(Block block, String said, String place) {
        String all = withoutNumbers(said);
        assertThat(block.lines()).as(place).allSatisfy(line -> assertThat(all)
                .contains(withoutNumbers(line.replaceAll("^…|…$", ""))));
    }

    /** Times and versions differ from run to run, and with them the columns. */
    private static String withoutNumbers(String text) {
        return text.replaceAll("\\d+(\\.\\d+)?", "0").replaceAll("[ \\t]+", " ").replaceAll("(?m)^ | $", "");
    }

    /** A database of its own that holds what the page says, and its address. */
    private static String live(String sql) throws SQLException {
        DatabaseAddress address = server.address(server.createDatabase("docs"));
        String url = "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
                .formatted(address.host(), address.port(), address.database(), address.user(), address.password());
        execute(url, sql);
        return "postgresql://%s@%s:%d/%s".formatted(address.user(), address.host(), address.port(), address.database());
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection session = DriverManager.getConnection(url);
                Statement statement = session.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** What the pages export: the address of a live database, here one that has nothing in it yet. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        DatabaseAddress address = server.address("postgres");
        environment.put(
                "STAGING_URL",
                "postgresql://%s@%s:%d/postgres".formatted(address.user(), address.host(), address.port()));
        environment.put("PGPASSWORD", address.password());
        environment.putAll(LIVE);
        return environment;
    }

    private static String scratch() {
        DatabaseAddress address = server.address("postgres");
        return "postgresql://%s:%s@%s:%d/postgres"
                .formatted(address.user(), address.password(), address.host(), address.port());
    }
}
