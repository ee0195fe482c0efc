package dev.lockkeeper.model;

import java.util.OptionalLong;

/**
 * What a team can bear: from here on a lock or a rewrite is an error.
 *
 * @param maxStepMillis how long an up may take where it is tried; any time when absent
 * @param maxRowsAffected how many rows of tables in use one statement may update or delete; any number when absent
 */
public record Budgets(double lockSeconds, long tableRows, OptionalLong maxStepMillis, OptionalLong maxRowsAffected) {

    public Budgets(double lockSeconds, long tableRows) {
        this(lockSeconds, tableRows, OptionalLong.empty(), OptionalLong.empty());
    }

    public static Budgets defaults() {
        return new Budgets(2, 100_000);
    }
}
