package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.chain.ReadOptions.GroupingChoice;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The statements of one direction of a step with the transactions they were sent in. A step in one transaction is grouped
 * so; one that leaves its transaction ({@code autocommit_block}) becomes a script that commits by itself, with the BEGIN
 * and COMMIT that Alembic sends written out.
 */
record SentStatements(List<Sent> sent) {

    /** A statement and its transaction; empty when it committed on its own. */
    record Sent(Statement statement, OptionalInt transaction) {}

    SentStatements {
        sent = List.copyOf(sent);
    }

    Script script(SourceSpan at, Optional<GroupingChoice> choice) {
        boolean outside = sent.stream().anyMatch(one -> one.transaction().isEmpty());
        if (choice.filter(GroupingChoice.NONE::equals).isPresent()) {
            return new Script(plain(), Grouping.AUTOCOMMIT, at);
        }
        if (sent.stream().map(Sent::transaction).distinct().count() <= 1) {
            return new Script(plain(), outside ? Grouping.AUTOCOMMIT : Grouping.TRANSACTION, at);
        }
        return new Script(bracketed(), Grouping.AUTOCOMMIT, at);
    }

    private List<Statement> plain() {
        return sent.stream().map(Sent::statement).toList();
    }

    private List<Statement> bracketed() {
        List<Statement> statements = new ArrayList<>();
        OptionalInt open = OptionalInt.empty();
        SourceSpan last = sent.get(0).statement().at();
        for (Sent next : sent) {
            if (!next.transaction().equals(open)) {
                if (open.isPresent()) {
                    statements.add(Statement.of("COMMIT", last));
                }
                if (next.transaction().isPresent()) {
                    statements.add(Statement.of("BEGIN", next.statement().at()));
                }
                open = next.transaction();
            }
            statements.add(next.statement());
            last = next.statement().at();
        }
        if (open.isPresent()) {
            statements.add(Statement.of("COMMIT", last));
        }
        return statements;
    }
}
