package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import java.util.List;

/** Reports new enums. */
public final class EnumCreated extends DesignRule {

    public EnumCreated() {
        super("enum-created", "A list that only grows");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.change()
                .added(ObjectKind.ENUM)
                .map(type -> about(facts, type)
                        .saw(type.id() + " is new.")
                        .means("A label can be added and renamed; none can be removed or moved.")
                        .instead("A text column with a CHECK, or a table of kinds with a foreign key."))
                .toList();
    }
}
