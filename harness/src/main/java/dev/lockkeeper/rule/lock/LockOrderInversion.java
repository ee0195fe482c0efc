package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Works;
import java.util.List;
import java.util.Optional;

/** Reports a step that locks two tables in the order opposite to an earlier one's. */
public final class LockOrderInversion implements Rule {

    private static final RuleCard CARD = new RuleCard(
                    "lock-order-inversion",
                    Category.LOCK,
                    Severity.NOTE,
                    "Locks two tables in the opposite order of an earlier step",
                    FoundBy.SERVER)
            .off();

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<String> order = order(facts);
        for (int second = 1; second < order.size(); second++) {
            for (int first = 0; first < second; first++) {
                Optional<StepFacts> opposite = opposite(facts, order.get(first), order.get(second));
                if (opposite.isPresent()) {
                    return List.of(finding(facts, order.get(first), order.get(second), opposite.get()));
                }
            }
        }
        return List.of();
    }

    private static Optional<StepFacts> opposite(StepFacts facts, String first, String second) {
        return facts.earlier().stream()
                .filter(step -> {
                    List<String> order = order(step);
                    return order.indexOf(second) >= 0 && order.indexOf(second) < order.indexOf(first);
                })
                .findFirst();
    }

    private static List<String> order(StepFacts facts) {
        return Works.traces(facts)
                .flatMap(trace -> trace.held().stream())
                .filter(lock -> lock.mode().blocksWrites())
                .map(lock -> lock.relation())
                .filter(table -> Works.stood(facts, table))
                .distinct()
                .toList();
    }

    private static Finding finding(StepFacts facts, String first, String second, StepFacts other) {
        return Finding.of(CARD, Pointer.up(facts, second, first))
                .object(first)
                .saw("The step locks " + first + " and then " + second + "; step "
                        + other.step().version() + " took them the other way round.")
                .means("Two transactions that take the same tables in opposite orders can end in a deadlock.")
                .instead("Keep one order of tables in all steps and in the application.");
    }
}
