package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import java.util.List;

/** Reports new tables without a primary key. */
public final class TableWithoutPk extends DesignRule {

    public TableWithoutPk() {
        super("table-without-pk", "A table whose rows have no name");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return newTables(facts)
                .filter(table -> facts.after()
                        .of(table.id().name(), ObjectKind.CONSTRAINT)
                        .noneMatch(key -> "p".equals(key.trait(Trait.CONSTRAINT_TYPE))))
                .filter(table -> !table.definition().contains("inherits "))
                .map(table -> about(facts, table)
                        .saw(table.id().name() + " has no primary key.")
                        .means(
                                "Rows that are equal cannot be told apart, and logical replication refuses their UPDATE and DELETE.")
                        .instead("ALTER TABLE " + table.id().name()
                                + " ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;"))
                .toList();
    }
}
