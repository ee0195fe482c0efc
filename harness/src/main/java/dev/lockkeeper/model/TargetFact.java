package dev.lockkeeper.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something seen on a live database, or held against one. */
public sealed interface TargetFact extends Fact {

    /** How the target's history and the chain's files disagree about a step. */
    record HistoryTrouble(SourceSpan at, String version, Kind kind, String tool, String why) implements TargetFact {

        /** In what way. */
        public enum Kind {
            EDITED,
            MISSING,
            OUT_OF_ORDER,
            SKIPPED,
            FAILED
        }
    }

    /**
     * Objects of one table, or one object, that are not as the chain would have left them.
     *
     * @param group what they belong to, as people name it
     * @param outside whether only rights or settings differ that are often given outside the chain
     * @param differences in words, each with the SQL that could have made it
     */
    record Drifted(SourceSpan at, String group, boolean outside, List<Difference> differences) implements TargetFact {

        public Drifted {
            differences = List.copyOf(differences);
        }
    }

    /** One object that differs; the SQL is a guess at what somebody did, never a thing to run. */
    record Difference(ObjectId object, String what, String plausible) {}

    /**
     * Rows of the target that a statement would refuse.
     *
     * @param constraint what they break, as people name it
     * @param keys of a few of them
     * @param values of a few of them, only when they were asked for
     * @param sqlState what the server would answer
     */
    record RowsInTheWay(
            SourceSpan at,
            String table,
            String constraint,
            String question,
            String sql,
            long rows,
            List<String> keys,
            List<String> values,
            String sqlState)
            implements TargetFact {

        public RowsInTheWay {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }
    }

    /**
     * What work on a table of the target's size would take.
     *
     * @param work {@code rewrite}, {@code scan} or {@code index build}
     * @param lock the strongest lock held meanwhile
     * @param low seconds, at the rate measured on the throwaway server
     * @param high seconds, where disks are slow and others write
     */
    record Cost(
            SourceSpan at,
            String table,
            String work,
            @Nullable LockMode lock,
            long rows,
            long bytes,
            double low,
            double high)
            implements TargetFact {}

    /** A right that the deploying role lacks. */
    record RightMissing(SourceSpan at, String role, String object, String right) implements TargetFact {}

    /** An extension that a step needs and the target cannot have, or that the role may not make. */
    record ExtensionMissing(SourceSpan at, String extension, String why) implements TargetFact {}

    /**
     * A session that holds what a step needs, or that will be waited for.
     *
     * @param tables of those the steps lock; empty when it is only old
     */
    record OpenTransaction(String who, String state, long seconds, List<String> tables) implements TargetFact {

        public OpenTransaction {
            tables = List.copyOf(tables);
        }
    }

    /**
     * Transactions of the target, open now, that a statement which works CONCURRENTLY would wait for.
     *
     * @param waitsFor each as people know it, with its state and since when it is open
     */
    record OlderTransactions(SourceSpan at, String statement, String table, List<Open> waitsFor) implements TargetFact {

        public OlderTransactions {
            waitsFor = List.copyOf(waitsFor);
        }
    }

    /**
     * One of them.
     *
     * @param why what of it is waited for: a lock on the table, or the snapshot it reads by
     */
    record Open(String who, String state, long seconds, String why) {}

    /** Room that pending steps will need, against what is known to be left; -1 when that cannot be known. */
    record Headroom(String table, long needed, long free) implements TargetFact {}

    /** A replication slot that keeps the target from throwing its log away. */
    record SlotBehind(String slot, boolean active, long bytes) implements TargetFact {}
}
