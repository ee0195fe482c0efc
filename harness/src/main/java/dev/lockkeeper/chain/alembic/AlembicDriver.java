package dev.lockkeeper.chain.alembic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockkeeper.chain.ReadOptions.GroupingChoice;
import dev.lockkeeper.model.ChainDriver;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs revisions with the project's own Alembic, {@code env.py} and Python, in one process for the whole chain. */
final class AlembicDriver implements ChainDriver {

    private final AlembicProject project;
    private final List<Step> steps;
    private final Optional<GroupingChoice> grouping;
    private final Map<String, String> environment;
    private @Nullable PythonProcess python;
    private @Nullable LockkeeperException useless;

    AlembicDriver(
            AlembicProject project,
            List<Step> steps,
            Optional<GroupingChoice> grouping,
            Map<String, String> environment) {
        this.project = project;
        this.steps = List.copyOf(steps);
        this.grouping = grouping;
        this.environment = environment;
    }

    /**
     * {@inheritDoc}
     *
     * @throws LockkeeperException when the project cannot be run at all: no Python, no Alembic, an env.py that fails
     */
    @Override
    public synchronized Script record(Step step, Direction direction, DatabaseAddress database)
            throws StepProgramFailed {
        SourceSpan at = at(step, direction);
        Optional<Script> rendered = renderedInstead(step, direction, at);
        if (rendered.isPresent()) {
            return rendered.get();
        }
        JsonNode answer = ask(request(step, direction, database), step);
        Script sent = new RecordedStatements(project, at)
                .of(answer.path("statements"))
                .script(at, grouping);
        return switch (answer.path("outcome").asText()) {
            case "done" -> sent;
            case "failed" -> throw new StepProgramFailed(sent, failure(answer.path("failure"), at));
            default -> throw unusable(answer, step);
        };
    }

    /** Without a Python that can run the project, the SQL that Alembic rendered somewhere else will do. */
    private Optional<Script> renderedInstead(Step step, Direction direction, SourceSpan at) {
        try {
            python();
            return Optional.empty();
        } catch (LockkeeperException noPython) {
            RenderedSql rendered = RenderedSql.beside(project).orElseThrow(() -> noPython);
            return Optional.of(rendered.step(step.version(), direction)
                    .orElseThrow(() -> LockkeeperException.because(
                                    "Could not find the %s of revision %s in the SQL beside alembic.ini."
                                            .formatted(direction.id(), step.version()))
                            .answered("No Python with Alembic was found, so that SQL was read instead.")
                            .tryThis(RenderedSql.HOW_TO_MAKE_IT))
                    .script(at, grouping));
        }
    }

    /** What the project's models say otherwise than a database that stands at the head of the chain. */
    synchronized List<String> modelDifferences(DatabaseAddress database) {
        Step head = steps.get(steps.size() - 1);
        Map<String, Object> request = new HashMap<>(request(head, Direction.DOWN, database));
        request.put("direction", "none");
        JsonNode answer = ask(request, head);
        if (!answer.path("outcome").asText().equals("compared")) {
            throw unusable(answer, head);
        }
        List<String> differences = new ArrayList<>();
        answer.path("differences").forEach(difference -> differences.add(difference.asText()));
        return differences;
    }

    private static SourceSpan at(Step step, Direction direction) {
        return direction == Direction.DOWN && step.down() instanceof Down.Written written
                ? written.source().at()
                : step.up().at();
    }

    private Map<String, Object> request(Step step, Direction direction, DatabaseAddress database) {
        List<String> before = steps.stream()
                .map(Step::version)
                .takeWhile(version -> !version.equals(step.version()))
                .toList();
        List<String> applied = direction == Direction.UP
                ? before
                : steps.subList(0, before.size() + 1).stream()
                        .map(Step::version)
                        .toList();
        return Map.of(
                "direction",
                direction.id(),
                "revision",
                step.version(),
                "applied",
                applied,
                "database",
                Map.of(
                        "host", database.host(),
                        "port", database.port(),
                        "name", database.database(),
                        "user", database.user(),
                        "password", database.password()));
    }

    private JsonNode ask(Map<String, Object> request, Step step) {
        PythonProcess running = python();
        try {
            JsonNode answer = running.ask(request);
            if (answer.isMissingNode()) {
                throw died(step, running);
            }
            return answer;
        } catch (IOException e) {
            throw died(step, running).causedBy(e);
        }
    }

    private LockkeeperException died(Step step, PythonProcess running) {
        running.close();
        python = null;
        return LockkeeperException.because("Could not run revision %s (%s).".formatted(step.version(), step.file()))
                .answered("Its Python ended in the middle." + printed(running))
                .tryThis("run it by hand: alembic upgrade " + step.version());
    }

    private static String printed(PythonProcess running) {
        return running.said().isBlank() ? "" : " It had printed:\n" + running.said();
    }

    private PythonProcess python() {
        PythonProcess running = python;
        if (running != null) {
            return running;
        }
        if (useless != null) {
            throw useless;
        }
        try {
            running = new PythonSearch(project, environment).start();
        } catch (LockkeeperException e) {
            useless = e;
            throw e;
        }
        python = running;
        return running;
    }

    private LockkeeperException unusable(JsonNode answer, Step step) {
        String where = answer.path("file").isTextual() ? span(answer, new SourceSpan(step.file(), 1)) + ": " : "";
        String missing = answer.path("missing").asText("");
        LockkeeperException trouble = LockkeeperException.because(
                        "Could not run revision %s (%s) with Alembic.".formatted(step.version(), step.file()))
                .answered(where + answer.path("problem").asText());
        return trouble.tryThis(advice(answer.path("kind").asText()).formatted(missing, step.version()));
    }

    private static String advice(String kind) {
        return switch (kind) {
            case "module" -> "install the project's requirements: the module '%1$s' is not there";
            case "syntax" -> "mend that line; Alembic loads every revision before it runs the first";
            case "variable" ->
                "set in the environment what is read there; DATABASE_URL and the PG… variables are set already, to the"
                        + " throwaway server";
            default -> "run it by hand: alembic upgrade %2$s";
        };
    }

    private Failure failure(JsonNode failure, SourceSpan at) {
        Map<String, String> names = new HashMap<>();
        failure.path("names")
                .properties()
                .forEach(name -> names.put(name.getKey(), name.getValue().asText()));
        return new Failure(
                span(failure, at),
                excerpt(failure.path("excerpt").asText()),
                failure.path("sqlState").asText(),
                failure.path("message").asText(),
                failure.path("detail").textValue(),
                failure.path("hint").textValue(),
                names);
    }

    private static String excerpt(String text) {
        return dev.lockkeeper.model.Statement.of(text, new SourceSpan("-", 1)).excerpt();
    }

    private SourceSpan span(JsonNode node, SourceSpan otherwise) {
        return span(project, node, otherwise);
    }

    static SourceSpan span(AlembicProject project, JsonNode node, SourceSpan otherwise) {
        String file = node.path("file").textValue();
        return file == null
                ? otherwise
                : new SourceSpan(
                        project.nameOf(Path.of(file)),
                        Math.max(1, node.path("line").asInt(1)));
    }

    @Override
    public synchronized void close() {
        if (python != null) {
            python.close();
            python = null;
        }
    }
}
