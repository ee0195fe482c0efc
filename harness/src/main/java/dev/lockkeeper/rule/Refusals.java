package dev.lockkeeper.rule;

import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import java.util.Set;
import java.util.stream.Stream;

/** Why an up was refused, where the server's answer alone says it. */
public final class Refusals {

    /** Something like that is there already: a schema, object, column, function, table, constraint or index. */
    private static final Set<String> ALREADY_THERE = Set.of("42P06", "42710", "42701", "42723", "42P07");

    private Refusals() {}

    /** The refusals of the up that do not depend on rows of ours. */
    public static Stream<Failure> ofUp(StepFacts facts) {
        return facts.all(Refused.class).stream()
                .filter(refused -> refused.phase() == Phase.UP && refused.population() == null)
                .map(Refused::failure);
    }

    /** The statement would not be in the transaction its tool puts around it. */
    public static boolean transactionRefused(Failure failure) {
        return failure.sqlState().equals("25001");
    }

    /** Other objects depend on what the statement wants to drop or change. */
    public static boolean dependents(Failure failure) {
        return failure.sqlState().equals("2BP01")
                || failure.sqlState().equals("0A000") && failure.message().contains(" used by a ");
    }

    /** The server lacks a role or an extension the statement counts on. */
    public static boolean lacksRoleOrExtension(Failure failure) {
        return failure.sqlState().equals("42704") && failure.message().startsWith("role ")
                || failure.message().startsWith("extension ")
                        && failure.message().contains("is not available");
    }

    public static boolean alreadyThere(Failure failure) {
        return ALREADY_THERE.contains(failure.sqlState());
    }

    /** The refused statement in full; the failure holds only its beginning. */
    public static SqlWords statement(StepFacts facts, Failure failure) {
        return facts.up().statements().stream()
                .filter(statement -> statement.excerpt().equals(failure.excerpt()))
                .findFirst()
                .map(SqlWords::of)
                .orElseGet(() -> SqlWords.of(Statement.of(failure.excerpt(), failure.at())));
    }
}
