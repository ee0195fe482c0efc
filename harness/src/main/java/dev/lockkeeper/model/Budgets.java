package dev.lockkeeper.model;

/** What a team can bear: from here on a lock or a rewrite is an error. */
public record Budgets(double lockSeconds, long tableRows) {

    public static Budgets defaults() {
        return new Budgets(2, 100_000);
    }
}
