package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Words;
import dev.lockkeeper.rule.Works;
import java.util.List;
import java.util.Set;

/** Reports what a CASCADE took along although no statement names it. */
public final class DropCascade implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "drop-cascade", Category.DATA_LOSS, Severity.WARNING, "CASCADE takes what nobody named", FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final Set<ObjectKind> VICTIMS = Set.of(
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.TABLE,
            ObjectKind.PARTITIONED_TABLE,
            ObjectKind.COLUMN,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.AGGREGATE,
            ObjectKind.TRIGGER,
            ObjectKind.POLICY,
            ObjectKind.DOMAIN,
            ObjectKind.CONSTRAINT);

    @Override
    public List<Finding> check(StepFacts facts) {
        List<StatementTrace> drops = Works.traces(facts)
                .filter(trace -> SqlWords.of(trace.statement()).has("drop … cascade"))
                .toList();
        if (drops.isEmpty()) {
            return List.of();
        }
        List<CatalogObject> victims = facts.change().removed().stream()
                .filter(gone -> VICTIMS.contains(gone.id().kind()) && onItsOwn(facts, gone) && unnamed(facts, gone))
                .toList();
        return victims.isEmpty() ? List.of() : List.of(finding(facts, drops, victims));
    }

    /** What stands in a dropped table, view or schema goes with it, and its author knows. */
    private static boolean onItsOwn(StepFacts facts, CatalogObject gone) {
        String table = gone.table();
        boolean homeStands = table == null || facts.after().hasTable(table);
        String schema = gone.id().name().split("\\.", 2)[0];
        boolean schemaStands = facts.after().find(ObjectKind.SCHEMA, schema).isPresent() || !homeStands;
        boolean key = gone.id().kind() != ObjectKind.CONSTRAINT || "f".equals(gone.trait(Trait.CONSTRAINT_TYPE));
        return homeStands && schemaStands && key && gone.trait(Trait.PARTITION_OF) == null;
    }

    private static boolean unnamed(StepFacts facts, CatalogObject gone) {
        return facts.up().statements().stream()
                .noneMatch(statement -> SqlWords.of(statement).names(gone.id().name()));
    }

    private static Finding finding(StepFacts facts, List<StatementTrace> drops, List<CatalogObject> victims) {
        StatementTrace drop = drops.stream()
                .filter(trace -> trace.notices().stream()
                        .anyMatch(notice -> notice.text().contains("drop cascades to")))
                .findFirst()
                .orElse(drops.get(0));
        boolean onlyKeys = victims.stream().allMatch(gone -> gone.id().kind() == ObjectKind.CONSTRAINT);
        List<String> names = victims.stream().map(Words::name).toList();
        return Finding.of(CARD, drop.statement().at())
                .object(victims.get(0).id().name())
                .severity(onlyKeys ? Severity.NOTE : Severity.WARNING)
                .evidence("gone", names)
                .saw("CASCADE also drops " + Words.list(names) + ", which no statement names.")
                .means("Whoever uses " + (names.size() == 1 ? "it" : "them")
                        + " fails from the commit on, and no way back was planned.")
                .instead(
                        "Leave CASCADE out, so that the server names what stands in the way, and drop each by its name: "
                                + plain(drop) + ";");
    }

    private static String plain(StatementTrace drop) {
        return drop.statement().excerpt().replaceAll("(?i)\\s+cascade\\b", "");
    }
}
