package dev.lockkeeper.rule.design;

/** Reports new columns of a type that is seldom what is wanted: a type that stops pg_upgrade. */
public final class RegTypeColumn extends ColumnTypeRule {

    public RegTypeColumn() {
        super(
                "reg-type-column",
                "A type that stops pg_upgrade",
                "(regproc|regprocedure|regoper|regoperator|regconfig|regdictionary|regcollation|regnamespace)(\\[\\])*",
                "pg_upgrade refuses a cluster that holds such a column.",
                "text");
    }
}
