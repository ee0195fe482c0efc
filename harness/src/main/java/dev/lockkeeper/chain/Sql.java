package dev.lockkeeper.chain;

import dev.lockkeeper.model.Mark;
import dev.lockkeeper.model.Script;
import java.util.List;

/** A script and the marks in its comments. */
public record Sql(Script script, List<Mark> marks) {

    public Sql {
        marks = List.copyOf(marks);
    }
}
