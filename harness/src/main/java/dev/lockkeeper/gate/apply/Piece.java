package dev.lockkeeper.gate.apply;

import dev.lockkeeper.experiment.TransactionWords;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements of a script that happen together or not at all.
 *
 * @param block whether they run in a transaction of ours; else it is one statement that the server lets in none
 */
record Piece(List<Statement> statements, boolean block) {

    Piece {
        statements = List.copyOf(statements);
    }

    /** Cuts a script where its own tool would let something stay though the rest fails. */
    static List<Piece> of(Script script) {
        return new Cutting(script).cut();
    }

    /** One cutting in progress. */
    private static final class Cutting {
        private final Script script;
        private final List<Piece> pieces = new ArrayList<>();
        private List<Statement> open = new ArrayList<>();
        private boolean inBlock;

        Cutting(Script script) {
            this.script = script;
        }

        List<Piece> cut() {
            boolean several = script.statements().size() > 1;
            inBlock = script.grouping() == Grouping.TRANSACTION
                    || (script.grouping() == Grouping.SIMPLE_QUERY && several);
            for (Statement statement : script.statements()) {
                take(statement);
            }
            closeBlock();
            return pieces;
        }

        private void take(Statement statement) {
            if (TransactionWords.begins(statement)) {
                inBlock = true;
            } else if (TransactionWords.rollsBack(statement)) {
                throw LockkeeperException.because("The step at " + statement.at() + " rolls back by itself ("
                                + statement.excerpt() + "); what of it would stay cannot be told beforehand.")
                        .tryThis("taking it out, or deploying with the tool itself: lockkeeper gate … -- COMMAND");
            } else if (TransactionWords.ends(statement)) {
                closeBlock();
                // What follows in one query is one implicit transaction again; sent one by one, each is on its own.
                inBlock = script.grouping() == Grouping.SIMPLE_QUERY;
            } else if (inBlock) {
                open.add(statement);
            } else {
                pieces.add(new Piece(List.of(statement), TransactionWords.sameInTransaction(statement)));
            }
        }

        private void closeBlock() {
            if (!open.isEmpty()) {
                pieces.add(new Piece(open, true));
                open = new ArrayList<>();
            }
        }
    }
}
