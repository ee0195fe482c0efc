package dev.lockkeeper.chain.alembic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.model.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlembicOrderIT {

    private static final int GRAPHS = 200;

    private static final String ASK_ALEMBIC =
            """
            import sys
            from alembic.script import ScriptDirectory
            for number in range(int(sys.argv[2])):
                scripts = ScriptDirectory("%s/%d/migrations" % (sys.argv[1], number))
                print(" ".join(step.revision.revision for step in scripts._upgrade_revs("heads", None)))
            """;

    @Test
    void steps_come_in_the_order_in_which_alembic_runs_them(@TempDir Path folder) throws IOException {
        List<String> ours = new ArrayList<>();
        Random random = new Random(7);
        for (int graph = 0; graph < GRAPHS; graph++) {
            ours.add(order(draw(folder.resolve(String.valueOf(graph)), random)));
        }

        String theirs =
                TestPython.run(TestPython.today(), "-c", ASK_ALEMBIC, folder.toString(), String.valueOf(GRAPHS));

        assertThat(ours).isEqualTo(theirs.lines().toList());
    }

    private static String order(ProjectFiles project) {
        return project.read().steps().stream().map(Step::version).collect(Collectors.joining(" "));
    }

    /** Up to a dozen revisions whose files sort in no order, with branches, merges, several bases and dependencies. */
    private static ProjectFiles draw(Path folder, Random random) {
        ProjectFiles project = ProjectFiles.in(folder);
        List<String> drawn = new ArrayList<>();
        int size = 1 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
            String id = Character.toString('a' + random.nextInt(26)) + i;
            Set<String> parents = some(drawn, random, random.nextInt(5) == 0 ? 2 : 1);
            parents = random.nextInt(8) == 0 ? Set.of() : parents;
            // With two dependencies Alembic's own order changes from run to run: it walks a set of strings.
            Set<String> dependency = random.nextInt(4) == 0 ? some(drawn, random, 1) : Set.of();
            project.file(
                    "migrations/versions/" + Character.toString('a' + random.nextInt(26)) + "_" + id + ".py",
                    "revision = '%s'\ndown_revision = %s\ndepends_on = %s\ndef upgrade(): pass\n"
                            .formatted(id, tuple(parents), tuple(dependency)));
            drawn.add(id);
        }
        return project;
    }

    private static Set<String> some(List<String> drawn, Random random, int count) {
        Set<String> some = new LinkedHashSet<>();
        for (int i = 0; i < count && !drawn.isEmpty(); i++) {
            some.add(drawn.get(random.nextInt(drawn.size())));
        }
        return some;
    }

    private static String tuple(Set<String> ids) {
        return ids.isEmpty()
                ? "None"
                : ids.stream().map(id -> "'" + id + "',").collect(Collectors.joining("", "(", ")"));
    }
}
