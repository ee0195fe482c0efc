package dev.lockkeeper.model;

/** Who a rule is: its id never changes meaning. */
public record RuleCard(String id, Category category, Severity severity, String title, FoundBy foundBy, boolean on) {

    /** How a rule comes to its opinion. */
    public enum FoundBy {
        TEXT,
        CATALOGUE,
        SERVER,
        ROWS
    }

    public RuleCard(String id, Category category, Severity severity, String title, FoundBy foundBy) {
        this(id, category, severity, title, foundBy, true);
    }

    /** The same rule, silent unless it is switched on. */
    public RuleCard off() {
        return new RuleCard(id, category, severity, title, foundBy, false);
    }
}
