package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Optional;

/** Reports new indexes that cannot do what they seem to do. */
public final class IndexOnNullOrBooleanOrArray extends DesignRule {

    public IndexOnNullOrBooleanOrArray() {
        super("index-on-null-or-boolean-or-array", "An index of little use");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return newIndexes(facts)
                .flatMap(index -> finding(facts, index).stream())
                .toList();
    }

    private Optional<Finding> finding(StepFacts facts, CatalogObject index) {
        List<CatalogObject> columns = columns(index).stream()
                .flatMap(name -> column(facts.after(), index, name).stream())
                .toList();
        boolean btree = "btree".equals(index.trait(Trait.METHOD));
        boolean whole = index.trait(Trait.PREDICATE) == null;
        if (btree && columns.stream().anyMatch(column -> type(column).endsWith("[]"))) {
            return Optional.of(about(facts, index)
                    .saw(index.id().name() + " keeps an array in a btree.")
                    .means("It finds arrays that are equal, and none that hold a value.")
                    .instead("CREATE INDEX CONCURRENTLY … USING gin ("
                            + columns(index).get(0) + ");"));
        }
        if (btree
                && whole
                && columns(index).size() == 1
                && columns.size() == 1
                && type(columns.get(0)).equals("boolean")) {
            return Optional.of(about(facts, index)
                    .saw(index.id().name() + " stands on one boolean.")
                    .means("Half of the table is found by either value, so that the planner reads the table instead.")
                    .instead("Another column, and the boolean as its condition: … WHERE "
                            + columns(index).get(0) + ";"));
        }
        Optional<CatalogObject> nullable = columns.stream()
                .filter(column -> index.is(Trait.UNIQUE) && whole && !column.is(Trait.NOT_NULL))
                .filter(column -> !index.definition().contains("NULLS NOT DISTINCT"))
                .findFirst();
        return nullable.map(column -> about(facts, index)
                .saw(index.id().name() + " is unique over " + column.id().name() + ", which may be NULL.")
                .means("Rows with NULL there are never equal, so that duplicates get past it.")
                .instead("ALTER TABLE " + column.table() + " ALTER COLUMN " + SqlWords.lastName(column)
                        + " SET NOT NULL; or NULLS NOT DISTINCT from PostgreSQL 15 on."));
    }
}
