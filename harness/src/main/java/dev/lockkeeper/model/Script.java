package dev.lockkeeper.model;

import java.util.List;

/**
 * SQL that we can send ourselves.
 *
 * @param statements in the order of the file; empty when the file holds nothing but comments
 * @param grouping how the tool would send them
 * @param at where the script begins
 */
public record Script(List<Statement> statements, Grouping grouping, SourceSpan at) implements Source {

    public Script {
        statements = List.copyOf(statements);
    }

    public boolean isEmpty() {
        return statements.isEmpty();
    }

    public Script withGrouping(Grouping other) {
        return new Script(statements, other, at);
    }
}
