package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import java.util.List;
import java.util.Set;

/** Reports a new primary key of one integer column that ends at two thousand million, or sooner. */
public final class IntPrimaryKey extends DesignRule {

    public IntPrimaryKey() {
        super("int-primary-key", "A key that runs out");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return newConstraints(facts, "p")
                .filter(key -> columns(key).size() == 1 && !isForeign(facts.after(), key))
                .flatMap(key -> column(facts.after(), key, columns(key).get(0)).stream())
                .filter(column -> NARROW.contains(type(column)))
                .map(column -> about(facts, column)
                        .saw("The primary key " + column.id().name() + " is of type " + type(column) + ".")
                        .means("At " + (type(column).equals("smallint") ? "32767" : "2147483647")
                                + " every INSERT fails, and widening it then writes the table anew.")
                        .instead("bigint, which costs four bytes a row."))
                .toList();
    }

    private static final Set<String> NARROW = Set.of("integer", "smallint");

    /** A key that is another table's too is as wide as that one, which is told of. */
    private static boolean isForeign(CatalogSnapshot schema, CatalogObject key) {
        return schema.of(String.valueOf(key.table()), ObjectKind.CONSTRAINT)
                .anyMatch(other -> "f".equals(other.trait(Trait.CONSTRAINT_TYPE))
                        && columns(other).equals(columns(key)));
    }
}
