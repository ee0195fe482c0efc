package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reports new indexes of a table that has more than ten then, once for each table. */
public final class TooManyIndexes extends DesignRule {

    public TooManyIndexes() {
        super("too-many-indexes", "A table with many indexes");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        Map<String, List<CatalogObject>> byTable = newIndexes(facts)
                .collect(Collectors.groupingBy(
                        index -> String.valueOf(index.table()), TreeMap::new, Collectors.toList()));
        return byTable.values().stream()
                .flatMap(added -> finding(facts, added).stream())
                .toList();
    }

    private static final int MANY = 10;

    private Optional<Finding> finding(StepFacts facts, List<CatalogObject> added) {
        CatalogObject last = added.get(added.size() - 1);
        long indexes =
                facts.after().of(String.valueOf(last.table()), ObjectKind.INDEX).count();
        return indexes <= MANY
                ? Optional.empty()
                : Optional.of(about(facts, last)
                        .evidence("indexes", indexes)
                        .saw(last.table() + " has more than " + MANY + " indexes now.")
                        .means("Each INSERT, and each UPDATE that changes an indexed column, writes them all.")
                        .instead("Drop those that pg_stat_user_indexes shows unused."));
    }
}
