package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Orphans;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.RowsTouched;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Reports child rows that have no parent after the step and had one before. */
public final class OrphanRows implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "orphan-rows", Category.INTEGRITY_LOSS, Severity.ERROR, "Leaves rows without their parent", FoundBy.ROWS);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Orphans.class).stream()
                .map(orphans -> orphans.declared() ? declared(facts, orphans) : undeclared(facts, orphans))
                .toList();
    }

    private static Finding declared(StepFacts facts, Orphans orphans) {
        return Finding.of(CARD, at(facts, orphans))
                .object(orphans.child())
                .evidence("rows", orphans.rows())
                .evidence("key", orphans.constraint())
                .saw("After the step there are rows in " + orphans.child() + " whose parent in " + orphans.parent()
                        + " is not there.")
                .means(orphans.constraint() + " says this cannot be; the database believes something that is not true.")
                .instead("Delete or re-parent the children first, or keep the parent.");
    }

    private static Finding undeclared(StepFacts facts, Orphans orphans) {
        String columns = orphans.child() + "." + orphans.constraint();
        boolean wasDeclared = facts.change()
                .removed(ObjectKind.CONSTRAINT)
                .anyMatch(gone -> orphans.child().equals(gone.table())
                        && orphans.parent().equals(gone.trait(Trait.REFERENCED_TABLE)));
        return Finding.of(CARD, at(facts, orphans))
                .object(columns)
                .severity(Severity.WARNING)
                .evidence("rows", orphans.rows())
                .evidence("parent", orphans.parent())
                .saw("After the step " + orphans.rows() + (orphans.rows() == 1 ? " row of " : " rows of ")
                        + orphans.child() + (orphans.rows() == 1 ? " names" : " name") + " in "
                        + orphans.constraint() + " what " + orphans.parent()
                        + " does not hold, and none of them did before it.")
                .means((wasDeclared ? "The step drops the foreign key that forbade it" : "No foreign key forbids it")
                        + ", and joins will quietly leave these rows out.")
                .instead(
                        "Delete or re-parent the children first, or keep the parent; a foreign key would have refused it.");
    }

    /** Where a parent went, or where the child got its value. */
    private static SourceSpan at(StepFacts facts, Orphans orphans) {
        return Stream.<Predicate<StatementTrace>>of(
                        trace -> wrote(trace, orphans.parent(), rows -> rows.deleted() + rows.updated()),
                        trace -> empties(trace, orphans.parent()),
                        trace -> wrote(trace, orphans.child(), rows -> rows.inserted() + rows.updated()))
                .flatMap(didIt -> facts.all(StatementTrace.class).stream()
                        .filter(trace -> trace.direction() == Direction.UP)
                        .filter(didIt))
                .findFirst()
                .map(trace -> trace.statement().at())
                .orElseGet(() -> Pointer.up(facts, orphans.parent(), orphans.child()));
    }

    private static boolean wrote(StatementTrace trace, String table, ToLongFunction<RowsTouched> count) {
        return trace.touched().stream().anyMatch(rows -> rows.table().equals(table) && count.applyAsLong(rows) > 0);
    }

    private static boolean empties(StatementTrace trace, String table) {
        SqlWords words = SqlWords.of(trace.statement());
        return words.has("truncate") && words.names(table);
    }
}
