package dev.lockkeeper.rule.design;

/** Reports new columns of a type that is seldom what is wanted: a document that cannot be compared. */
public final class JsonNotJsonb extends ColumnTypeRule {

    public JsonNotJsonb() {
        super(
                "json-not-jsonb",
                "A document that cannot be compared",
                "json(\\[\\])*",
                "SELECT DISTINCT, GROUP BY and UNION over it are refused.",
                "jsonb");
    }
}
