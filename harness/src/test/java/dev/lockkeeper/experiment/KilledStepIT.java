package dev.lockkeeper.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.Thorough;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.ReadOptions.GroupingChoice;
import dev.lockkeeper.chain.alembic.TestPython;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact.Interrupted;
import dev.lockkeeper.model.Fact.KilledInside;
import dev.lockkeeper.model.Fact.NotObserved;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Steps that are not atomic, killed wherever the grouping of their own tool leaves something: what is left is told exactly,
 * and nothing of the killing stays. The cases stand in {@code killed-steps.txt}; a short build takes every fourth.
 */
class KilledStepIT {

    private static ThrowawayServer server;
    private static LeftBehind leftBehind;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws SQLException {
        server = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED));
        leftBehind = LeftBehind.since(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** @param left what is told, a line for each kill, in the order of the statements */
    record Case(
            String title,
            String format,
            Optional<GroupingChoice> grouping,
            Map<String, String> files,
            List<String> left) {
        @Override
        public String toString() {
            return title;
        }
    }

    static List<Case> cases() throws IOException {
        return Thorough.sample(all(), 4, 0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_a_kill_leaves_is_told_exactly_and_nothing_of_the_killing_stays(Case one) throws Exception {
        for (Map.Entry<String, String> file : one.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
        }
        if (one.format().equals("alembic")) {
            Path environment = Objects.requireNonNull(
                            Path.of(TestPython.today()).getParent())
                    .resolveSibling(".");
            Files.createSymbolicLink(folder.resolve(".venv"), environment.normalize());
        }
        Chain chain = ChainFormats.read(folder, one.format(), new ReadOptions("killed", Map.of(), one.grouping()));
        WalkOptions last = WalkOptions.plain().judgingFrom(chain.steps().size() - 1);

        StepFacts step;
        try {
            List<StepFacts> steps = ChainWalk.walk(chain, Budgets.defaults(), server, last, Progress.SILENT)
                    .steps();
            step = steps.get(steps.size() - 1);
        } finally {
            if (chain.driver() != null) {
                chain.driver().close();
            }
        }

        assertThat(step.all(Refused.class)).isEmpty();
        assertThat(step.all(NotObserved.class)).isEmpty();
        assertThat(told(step)).containsExactlyElementsOf(one.left());
        assertThat(leftBehind.now()).isEmpty();
    }

    private static List<String> told(StepFacts step) {
        List<String> told = new ArrayList<>();
        for (Interrupted one : step.all(Interrupted.class)) {
            told.add("after " + one.after() + " left " + words(one.left()) + "; "
                    + words(one.retry(), one.retryDiffers())
                    + (one.down() == null ? "" : "; down " + one.down().sqlState()));
        }
        for (KilledInside one : step.all(KilledInside.class)) {
            told.add("inside " + one.at() + " left " + words(one.left()) + "; "
                    + words(one.retry(), one.retryDiffers()));
        }
        return told;
    }

    private static String words(@Nullable Failure retry, boolean differs) {
        return retry != null
                ? "retry " + retry.sqlState()
                : differs ? "retry ends elsewhere" : "retry ends as if never killed";
    }

    private static String words(CatalogDiff left) {
        List<String> words = new ArrayList<>();
        left.added().forEach(object -> words.add(word(object)));
        left.removed().forEach(object -> words.add("no " + word(object)));
        left.changed().forEach(change -> words.add(word(change.after()) + " changed"));
        return words.isEmpty() ? "nothing" : words.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String word(CatalogObject object) {
        return ("false".equals(object.trait(Trait.VALID)) ? "invalid " : "") + object.id();
    }

    // ---- the cases

    private static List<Case> all() throws IOException {
        try (InputStream stream = KilledStepIT.class.getResourceAsStream("/killed-steps.txt")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^### ", -1))
                    .skip(1)
                    .map(KilledStepIT::parsed)
                    .toList();
        }
    }

    /** A title and a format, the files each under its name, and what is told. */
    private static Case parsed(String text) {
        List<String> lines = text.lines().toList();
        String[] head = lines.get(0).split(" \\| ", -1);
        Map<String, String> files = new TreeMap<>();
        List<String> left = new ArrayList<>();
        String file = "";
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("== ")) {
                file = line.substring(3);
                files.put(file, "");
            } else if (line.startsWith("=> ")) {
                left.add(line.substring(3));
            } else if (!file.isEmpty() && left.isEmpty()) {
                files.merge(file, line + "\n", String::concat);
            }
        }
        Optional<GroupingChoice> grouping =
                head.length > 2 ? Optional.of(GroupingChoice.valueOf(head[2])) : Optional.empty();
        return new Case(head[0], head[1], grouping, files, left);
    }
}
