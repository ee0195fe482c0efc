package dev.lockkeeper.rule.design;

/** Reports new columns of a type that is seldom what is wanted: a type that pads with blanks. */
public final class CharN extends ColumnTypeRule {

    public CharN() {
        super(
                "char-n",
                "A type that pads with blanks",
                "character\\(\\d+\\)(\\[\\])*",
                "Values come back with blanks at their end, and nothing is gained.",
                "text");
    }
}
