package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.Trait;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs statements on tables under row security once more as somebody who passes it by, and compares how many rows they wrote. */
final class RowSecurityLook {

    private static final Pattern WRITES = Pattern.compile("(?is)^\\s*(update|delete|insert|merge|with)\\b.*");

    private final Lab lab;
    private final Script up;
    private final String role;
    private final CatalogState before;

    /** @param lab standing at its mark, before the up */
    RowSecurityLook(Lab lab, Script up, String role, CatalogState before) {
        this.lab = lab;
        this.up = up;
        this.role = role;
        this.before = before;
    }

    List<Fact> observe(List<StatementTrace> traces) throws SQLException {
        List<Fact> facts = new ArrayList<>();
        for (StatementTrace trace : traces) {
            Optional<String> guarded = guarded(trace);
            if (guarded.isPresent()) {
                long seen = writtenWithout(trace.statement());
                if (seen > trace.updateCount()) {
                    facts.add(new Fact.TouchedNothing(
                            trace.statement().at(), guarded.get(), seen - trace.updateCount(), role));
                }
            }
        }
        return facts;
    }

    private Optional<String> guarded(StatementTrace trace) {
        if (trace.updateCount() < 0 || !WRITES.matcher(trace.statement().sql()).matches()) {
            return Optional.empty();
        }
        return Stream.concat(trace.held().stream(), trace.alreadyHeld().stream())
                .map(StatementTrace.Lock::relation)
                .filter(table -> Stream.of(ObjectKind.TABLE, ObjectKind.PARTITIONED_TABLE)
                        .flatMap(kind -> before.snapshot().find(kind, table).stream())
                        .anyMatch(object -> object.is(Trait.ROW_SECURITY)))
                .findFirst();
    }

    /** How many rows the statement writes where it stands in the script, when nothing is hidden from it. */
    private long writtenWithout(Statement statement) throws SQLException {
        lab.rewind();
        List<Statement> earlier = up.statements().stream()
                .filter(other -> other.at().compareTo(statement.at()) < 0)
                .toList();
        Script prefix = new Script(earlier, up.grouping(), up.at());
        if (!lab.run(prefix, Direction.UP, Phase.UP, false).ok()) {
            return 0;
        }
        try (java.sql.Statement jdbc = lab.connection().createStatement()) {
            jdbc.setEscapeProcessing(false);
            jdbc.execute(lab.isTransaction() ? "SAVEPOINT lockkeeper_hidden" : "BEGIN");
            return count(jdbc, statement);
        }
    }

    private long count(java.sql.Statement jdbc, Statement statement) throws SQLException {
        try {
            jdbc.execute(statement.sql());
            return jdbc.getLargeUpdateCount();
        } catch (SQLException refused) {
            // The hidden rows may be what refuses it; then they say nothing about the role.
            return 0;
        } finally {
            jdbc.execute(lab.isTransaction() ? "ROLLBACK TO SAVEPOINT lockkeeper_hidden" : "ROLLBACK");
        }
    }
}
