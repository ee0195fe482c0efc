package dev.lockkeeper.rule.design;

/** Reports new columns of a type that is seldom what is wanted: a moment without its time zone. */
public final class TimestampWithoutTz extends ColumnTypeRule {

    public TimestampWithoutTz() {
        super(
                "timestamp-without-tz",
                "A moment without its time zone",
                "timestamp(\\(\\d\\))? without time zone(\\[\\])*",
                "Which moment it is depends on who wrote it and who reads it.",
                "timestamptz");
    }
}
