package dev.lockkeeper.chain.alembic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts the first Python that has Alembic, or tells which were tried and what to do. */
final class PythonSearch {

    private final AlembicProject project;
    private final List<String> interpreters;
    private final List<String> refused = new ArrayList<>();

    PythonSearch(AlembicProject project, Map<String, String> environment) {
        this.project = project;
        this.interpreters = new Interpreters(project, environment).all();
    }

    PythonProcess start() {
        for (String python : interpreters) {
            PythonProcess process = tried(python);
            if (process != null) {
                return process;
            }
        }
        throw LockkeeperException.because("Could not run the Alembic project in %s: no Python with Alembic was found."
                        .formatted(project.folder()))
                .answered(refused.isEmpty() ? "There is no Python on the PATH." : String.join("\n", refused))
                .tryThis("install the project's requirements (python3 -m venv .venv && .venv/bin/pip install alembic"
                        + " psycopg2-binary), or name its Python in LOCKKEEPER_PYTHON, or lay the SQL of all steps"
                        + " beside alembic.ini: " + RenderedSql.HOW_TO_MAKE_IT);
    }

    private @Nullable PythonProcess tried(String python) {
        try {
            PythonProcess process = PythonProcess.start(python, project.base());
            JsonNode answer = process.ask(start(project));
            if (answer.path("ready").asBoolean()) {
                return process;
            }
            process.close();
            refused.add(python + ": " + why(answer, process));
        } catch (IOException e) {
            refused.add(python + ": cannot be started");
        }
        return null;
    }

    private static Map<String, Object> start(AlembicProject project) {
        Map<String, Object> start = new HashMap<>();
        start.put("base", project.base().toString());
        start.put("scripts", project.scripts().toString());
        start.put("config", project.config() == null ? null : project.config().toString());
        return start;
    }

    private static String why(JsonNode answer, PythonProcess process) {
        String missing = answer.path("missing").asText("");
        if (!missing.isEmpty()) {
            return "has no module '" + missing + "'";
        }
        String problem = answer.path("problem").asText(process.said());
        return problem.isBlank() ? "ended without a word" : problem;
    }
}
