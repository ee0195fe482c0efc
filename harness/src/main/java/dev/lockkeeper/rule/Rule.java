package dev.lockkeeper.rule;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.StepFacts;
import java.util.List;

/** A pure function from the facts of a step to findings. */
public interface Rule {

    RuleCard card();

    List<Finding> check(StepFacts facts);
}
