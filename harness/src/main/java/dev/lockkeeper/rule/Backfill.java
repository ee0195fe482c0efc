package dev.lockkeeper.rule;

import dev.lockkeeper.model.Fact.TableSize;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StatementTrace.RowsTouched;
import dev.lockkeeper.model.StepFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Many rows of a table in use, written by one statement.
 *
 * @param rows how many it wrote on the stage
 * @param unbounded whether it has no WHERE
 */
public record Backfill(StatementTrace trace, String table, long rows, boolean unbounded) {

    /** So few are written before anybody notices. */
    private static final long FEW = 1_000;

    /** Every statement of the up that writes rows of tables that stood there before, but for mere inserts of values. */
    public static List<Backfill> of(StepFacts facts) {
        List<Backfill> found = new ArrayList<>();
        Works.traces(facts).forEach(trace -> {
            SqlWords words = SqlWords.of(trace.statement());
            if (!words.starts("create") && words.has("update|delete from|merge into|insert into … select")) {
                tables(facts, trace, words)
                        .forEach(table -> found.add(
                                new Backfill(trace, table, rows(trace, table), !words.has("where|limit|values"))));
            }
        });
        return found;
    }

    /** Those it was seen to write; where the stage holds no rows, those it holds a writer's lock on and names. */
    private static Stream<String> tables(StepFacts facts, StatementTrace trace, SqlWords words) {
        return Stream.concat(
                        trace.touched().stream()
                                .map(RowsTouched::table)
                                .filter(table -> words.isBlock() || speaksOf(facts, words, table)),
                        Stream.concat(trace.held().stream(), trace.alreadyHeld().stream())
                                .filter(lock -> lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) >= 0)
                                .map(Lock::relation)
                                .filter(table ->
                                        words.has("(update|delete from|insert into|merge into) (only )?(\\S+\\.)?\"?"
                                                + Pattern.quote(SqlWords.lastName(table)
                                                        .replace("\"", "")
                                                        .toLowerCase(Locale.ROOT)))))
                .distinct()
                .filter(table -> Works.stood(facts, table));
    }

    /** What a trigger writes elsewhere cannot be put into batches of its own. */
    private static boolean speaksOf(StepFacts facts, SqlWords words, String table) {
        return words.names(table) || words.names(Works.whole(facts, table));
    }

    private static long rows(StatementTrace trace, String table) {
        return trace.touched().stream()
                .filter(rows -> rows.table().equals(table))
                .mapToLong(rows -> rows.inserted() + rows.updated() + rows.deleted())
                .sum();
    }

    /** The strongest lock that earlier statements of the transaction had left on the table. */
    public Optional<LockMode> lockBefore() {
        return Works.heldBefore(trace, table);
    }

    /** Whether it takes long: by the rows it wrote where the size is known, else because nothing says it does not. */
    public boolean mayTakeLong(StepFacts facts) {
        Optional<TableSize> size = Weight.known(facts, table);
        return size.isEmpty() || rows >= FEW;
    }
}
