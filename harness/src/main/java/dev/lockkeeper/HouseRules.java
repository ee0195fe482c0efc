package dev.lockkeeper;

import dev.lockkeeper.experiment.StageWitness;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/**
 * Rules of a team's own, which are suppressed, weighed and reported like ours.
 *
 * @param witness sees the stage for those rules that want more than the facts
 */
public record HouseRules(List<Rule> rules, StageWitness witness) {

    public HouseRules {
        rules = List.copyOf(rules);
    }

    public static HouseRules none() {
        return new HouseRules(List.of(), StageWitness.NOBODY);
    }
}
