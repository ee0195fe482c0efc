package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.chain.Mistakes;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.SplitSql;
import dev.lockkeeper.chain.SqlSplitter;
import dev.lockkeeper.chain.alembic.SentStatements.Sent;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL of every step as {@code alembic --sql} wrote it into two files beside the configuration, for machines without
 * the project's Python. Steps that read rows cannot be in such files: Alembic refuses to write them.
 */
final class RenderedSql {

    static final String HOW_TO_MAKE_IT =
            "alembic upgrade base:heads --sql > alembic.up.sql; alembic downgrade heads:base --sql > alembic.down.sql";

    /** The ids stand on one side of the arrow, several at a merge; the side at the base is left empty. */
    private static final Pattern MARKER = Pattern.compile("-- Running (upgrade|downgrade) (.*) -> ?(.*)");

    private final Map<String, SentStatements> steps = new HashMap<>();

    private RenderedSql() {}

    /** What lies beside the project's configuration; empty when neither file is there. */
    static Optional<RenderedSql> beside(AlembicProject project) {
        Path home =
                project.config() == null ? project.folder() : project.config().resolveSibling("");
        RenderedSql rendered = new RenderedSql();
        String versionTable = EnvFile.of(project).versionTable();
        for (String name : List.of("alembic.up.sql", "alembic.down.sql")) {
            Path file = home.resolve(name);
            if (Files.isRegularFile(file)) {
                SourceText text = PythonFile.read(file, project.nameOf(file), new Mistakes());
                rendered.read(text, versionTable);
            }
        }
        return rendered.steps.isEmpty() ? Optional.empty() : Optional.of(rendered);
    }

    Optional<SentStatements> step(String version, Direction direction) {
        return Optional.ofNullable(steps.get(direction.id() + " " + version));
    }

    private void read(SourceText text, String versionTable) {
        Pattern bookkeeping = Pattern.compile("(?s).*(?<![\\w$])" + Pattern.quote(versionTable) + "(?![\\w$]).*");
        SplitSql split = SqlSplitter.split(text);
        int transaction = 0;
        boolean open = false;
        for (Statement statement : split.statements()) {
            if (statement.sql().equalsIgnoreCase("BEGIN")) {
                transaction++;
                open = true;
            } else if (statement.sql().equalsIgnoreCase("COMMIT")) {
                open = false;
            } else if (!bookkeeping.matcher(statement.sql()).matches()) {
                String step = stepAbove(text, statement.at().line());
                OptionalInt number = open ? OptionalInt.of(transaction) : OptionalInt.empty();
                add(step, List.of(new Sent(statement, number)));
            }
        }
        for (int line = 1; line <= text.lines(); line++) {
            stepOf(text.line(line)).ifPresent(step -> add(step, List.of()));
        }
    }

    private void add(String step, List<Sent> more) {
        List<Sent> sent = new ArrayList<>(
                steps.getOrDefault(step, new SentStatements(List.of())).sent());
        sent.addAll(more);
        steps.put(step, new SentStatements(sent));
    }

    /** What comes before the first marker (settings of env.py, noise) belongs to no step. */
    private static String stepAbove(SourceText text, int line) {
        for (int above = line - 1; above > 0; above--) {
            Optional<String> step = stepOf(text.line(above));
            if (step.isPresent()) {
                return step.get();
            }
        }
        return "";
    }

    private static Optional<String> stepOf(String line) {
        Matcher marker = MARKER.matcher(line);
        if (!marker.matches()) {
            return Optional.empty();
        }
        boolean up = marker.group(1).equals("upgrade");
        return Optional.of(
                up ? "up " + marker.group(3).strip() : "down " + marker.group(2).strip());
    }
}
