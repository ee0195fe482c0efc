package dev.lockkeeper.rule.design;

/** Reports new columns of a type that is seldom what is wanted: a length that will be changed one day. */
public final class VarcharNNotText extends ColumnTypeRule {

    public VarcharNNotText() {
        super(
                "varchar-n-not-text",
                "A length that will be changed one day",
                "character varying\\(\\d+\\)(\\[\\])*",
                "Making it shorter reads the whole table under a lock; a longer one takes a migration.",
                "text");
    }
}
