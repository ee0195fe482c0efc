package dev.lockkeeper.rule;

import dev.lockkeeper.model.CatalogDiff.Change;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import java.util.stream.Stream;

/** Columns of what was a table before the step and is one after it: a view that took over a table's name has no rules. */
public final class TableColumns {

    private TableColumns() {}

    public static Stream<Change> changed(StepFacts facts) {
        return facts.change().changed(ObjectKind.COLUMN).filter(change -> isTable(facts, change));
    }

    private static boolean isTable(StepFacts facts, Change change) {
        String table = String.valueOf(change.after().table());
        return facts.before().hasTable(table) && facts.after().hasTable(table);
    }
}
