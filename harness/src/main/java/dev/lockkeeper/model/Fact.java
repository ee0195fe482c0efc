package dev.lockkeeper.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something seen. Process ids, object ids, ports and temporary paths never get this far. */
public sealed interface Fact permits StatementTrace, Fact.Seen, TargetFact {

    /** Facts that are plain records; named so that {@link StatementTrace} can have its own file. */
    sealed interface Seen extends Fact {}

    // ---- seen while reading the chain

    /** A file that looks like a step and that the tool passes over. */
    record FileIgnored(SourceSpan at, String why) implements Seen {}

    /** A marker in a place or spelling that the tool ignores. */
    record MarkerInert(SourceSpan at, String marker, String why) implements Seen {}

    /** A step the tool will never run on a database that stands at the chain's newest state. */
    record SilentlySkipped(SourceSpan at, String why) implements Seen {}

    /** More than one newest step. */
    record MultipleHeads(List<String> heads) implements Seen {}

    /** Something in a file that its tool hands to a server that will refuse it, and that we could read all the same. */
    record RefusedByTool(SourceSpan at, String what, String why) implements Seen {}

    // ---- apply

    /** A script ran, in the tool's own grouping. */
    record Applied(Phase phase, long millis) implements Seen {}

    /**
     * A script was refused.
     *
     * @param population whose rows it was refused for, when rows were the cause
     * @param preflight a query that counts such rows on a live database, or null
     * @param left what stays in the database after the refusal, since the tool does not roll it back
     */
    record Refused(
            Phase phase,
            Failure failure,
            @Nullable Population population,
            @Nullable Preflight preflight,
            CatalogDiff left)
            implements Seen {}

    /** When something was tried. */
    enum Phase {
        UP,
        DOWN,
        REUP,
        /** The down, after the new release wrote rows. */
        DOWN_AFTER_WRITES,
        /** Everything pending as one deploy, as the tool would run it. */
        BATCH,
        /** The second replay from empty, elsewhere. */
        REPLAY,
        /** The whole chain down to its base, and up again. */
        DESCENT,
        ASCENT
    }

    /** A question for the real target: how many rows would the step refuse or change? */
    record Preflight(String question, String sql) {}

    /** A script began or ended a transaction itself ({@code BEGIN}, {@code COMMIT}, {@code ROLLBACK}). */
    record OwnTransaction(Phase phase, SourceSpan at, String statement, boolean leftOpen) implements Seen {}

    /** A setting that was changed for the rest of the session. */
    record SessionChanged(Phase phase, String setting, String before, String after) implements Seen {}

    /** {@code IF NOT EXISTS} stepped over an object that is not what the statement describes. */
    record SteppedOver(SourceSpan at, ObjectId object, String wanted, String found) implements Seen {}

    // ---- schema

    /** What the up changed. */
    record SchemaChanged(CatalogDiff diff) implements Seen {}

    /** The schema after up and down, against the one before. */
    record WayBack(Outcome outcome, CatalogDiff diff, @Nullable Failure failure, boolean scriptEmpty) implements Seen {}

    /** The schema after up, down and up, against the one after the first up. */
    record SecondUp(Outcome outcome, CatalogDiff diff, @Nullable Failure failure) implements Seen {}

    /** How a way ended. */
    enum Outcome {
        SAME,
        DIFFERS,
        FAILED,
        MISSING,
        ONE_WAY,
        SKIPPED
    }

    /** The whole chain on its way down to the lowest step that has a way back, or up again from there. */
    record Descended(Phase phase, CatalogDiff diff, @Nullable Failure failure) implements Seen {}

    /** A second replay from empty ended elsewhere. */
    record ReplayDiffers(CatalogDiff diff, List<String> tables, String setting) implements Seen {}

    /**
     * A baseline, run by itself, ended in another schema than the steps it stands for.
     *
     * @param diff from the schema of the steps to that of the baseline
     * @param upTo the newest of those steps
     */
    record BaselineDiffers(CatalogDiff diff, String upTo) implements Seen {}

    // ---- rows

    /**
     * What became of the values of one column, or of whole rows when the column is null.
     *
     * @param population the most telling rows concerned: fixture before plain before adversarial
     * @param named whether a statement of the step named the column or table as what it changes
     * @param samples a few values before and after, by key
     */
    record DataEffect(
            String table,
            @Nullable String column,
            Effect effect,
            Direction by,
            long values,
            Population population,
            boolean named,
            @Nullable SourceSpan at,
            @Nullable String setting,
            List<Sample> samples,
            @Nullable Preflight preflight)
            implements Seen {

        public DataEffect {
            samples = List.copyOf(samples);
        }
    }

    /** What happened to a value. */
    enum Effect {
        LOST,
        ALTERED,
        MOVED
    }

    /** One value before and after. */
    record Sample(String key, @Nullable String before, @Nullable String after) {}

    /** A statement of the release before that no longer works. */
    record OldReleaseBroken(String statement, @Nullable SourceSpan probe, @Nullable String table, Failure failure)
            implements Seen {}

    /**
     * Child rows without a parent.
     *
     * @param constraint the foreign key's name; where none is declared the child's columns
     */
    record Orphans(String child, String parent, String constraint, long rows, boolean declared) implements Seen {}

    /**
     * Columns that refer to a table by their name and type, and that no foreign key guards at the chain's newest state.
     *
     * @param proposed whether the names alone left a doubt, and SchemaCrawler proposes it as a weak association
     */
    record KeyImplied(String child, String column, String parent, String parentColumn, boolean proposed)
            implements Seen {}

    /**
     * What one of SchemaCrawler's linters says of the newest schema, and did not say of the one the chain began with.
     *
     * @param object what it is about, as SchemaCrawler names it
     * @param table the table concerned, or null when it is about the schema as a whole
     */
    record Linted(String linter, String severity, String message, String object, @Nullable String table)
            implements Seen {}

    /** A sequence that will hand out a value its column already holds. */
    record SequenceBehind(String sequence, String table, String column, long next, long highest) implements Seen {}

    /**
     * A sequence that has handed out most of what it or its column can hold.
     *
     * @param live whether it stands so on the live database, whatever a step does
     */
    record SequenceNearLimit(String sequence, String table, String column, long last, long limit, boolean live)
            implements Seen {}

    /**
     * An extension that the step made.
     *
     * @param trusted whether whoever may create in the database may make it
     * @param superuser whether else only a superuser may
     */
    record ExtensionMade(String extension, boolean trusted, boolean superuser) implements Seen {}

    /** A statement that wrote no row of a table that has rows, as the configured role. */
    record TouchedNothing(SourceSpan at, String table, long rows, String role) implements Seen {}

    /** How many rows a table has on the stage just before the step, and whether the user gave them. */
    record TableSize(String table, long rows, boolean fromFixtures) implements Seen {}

    // ---- interruption

    /** The step stopped after one statement that stays committed. */
    record Interrupted(
            SourceSpan after, CatalogDiff left, @Nullable Failure retry, @Nullable Failure down, boolean retryDiffers)
            implements Seen {}

    /**
     * The step's session was killed while a statement that works in several transactions waited between them.
     *
     * @param left what stayed of the step
     * @param retry what the step was refused with when it was tried again, or null
     * @param retryDiffers whether it was not refused and still led elsewhere than at once
     */
    record KilledInside(SourceSpan at, CatalogDiff left, @Nullable Failure retry, boolean retryDiffers)
            implements Seen {}

    // ---- rehearsal

    /**
     * The step beside a reader in an open transaction and somebody who reads and writes a row of each table all the time.
     *
     * @param tables those that were read and written
     * @param left tables the step touches that were not, since there are too many or nobody can
     * @param waits statements that had to wait for the reader
     * @param blocks reads and writes that had to wait for the step
     * @param refused what the step was refused with beside others, or null
     * @param bounded what a lock_timeout would have done to a step that waited without one, or null
     */
    record Rehearsed(
            List<String> tables,
            List<String> left,
            List<Waited> waits,
            List<Blocked> blocks,
            @Nullable Failure refused,
            @Nullable Bounded bounded)
            implements Seen {

        public Rehearsed {
            tables = List.copyOf(tables);
            left = List.copyOf(left);
            waits = List.copyOf(waits);
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * A statement that waited for the reader.
     *
     * @param lockTimeout how long it would have waited, in milliseconds; 0 for as long as it takes, -1 when not known
     */
    record Waited(SourceSpan at, String statement, long lockTimeout, long millis) {}

    /**
     * Reads or writes of a table that waited for a statement.
     *
     * @param queued whether that statement was itself still waiting for its lock
     * @param deadlock whether it waited for them as well
     * @param millis the longest time one of them waited
     */
    record Blocked(
            String table,
            boolean writes,
            SourceSpan at,
            String statement,
            boolean queued,
            boolean deadlock,
            long millis) {}

    /** A step that gave up waiting, and what it left behind. */
    record Bounded(Failure refusal, CatalogDiff left) {}

    // ---- what could not be seen

    /** An experiment that could not be done, so nothing it would have shown may be called safe. */
    record NotObserved(String what, String why) implements Seen {}

    /** Anything an optional experiment saw that rules of its own understand. */
    record Measured(String what, String object, Map<String, String> values) implements Seen {}
}
