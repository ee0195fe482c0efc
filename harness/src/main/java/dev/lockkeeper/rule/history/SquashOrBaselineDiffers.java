package dev.lockkeeper.rule.history;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.BaselineDiffers;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reports a baseline that makes another schema than the steps it stands for. */
public final class SquashOrBaselineDiffers implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "squash-or-baseline-differs",
            Category.HISTORY,
            Severity.ERROR,
            "A baseline makes another schema than the steps it stands for",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(BaselineDiffers.class).stream()
                .map(differs -> finding(facts, differs))
                .toList();
    }

    private static Finding finding(StepFacts facts, BaselineDiffers differs) {
        CatalogDiff diff = differs.diff();
        boolean comments = objects(diff).allMatch(object -> object.id().kind() == ObjectKind.COMMENT);
        return Finding.of(CARD, facts.at())
                .object(Words.foremost(diff, facts.step()))
                .severity(comments ? Severity.NOTE : Severity.ERROR)
                .evidence("difference", Words.evidence(diff))
                .saw("On an empty database the baseline does not make what the steps up to " + differs.upTo()
                        + " make: " + difference(diff) + ".")
                .means(
                        "New databases (a developer's, a test's, a new region's) get another schema than those that ran the"
                                + " steps, and what works on one fails on the other.")
                .instead("Make the baseline anew from a database that ran the steps up to " + differs.upTo()
                        + ": pg_dump --schema-only, without the tool's own table.");
    }

    private static String difference(CatalogDiff diff) {
        List<String> parts = new ArrayList<>();
        add(parts, "it lacks ", diff.removed().stream());
        add(parts, "only it has ", diff.added().stream());
        add(parts, "otherwise made ", diff.changed().stream().map(CatalogDiff.Change::after));
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, String verb, Stream<CatalogObject> objects) {
        List<String> names = objects.map(Words::name).toList();
        if (!names.isEmpty()) {
            parts.add(verb + Words.list(names));
        }
    }

    private static Stream<CatalogObject> objects(CatalogDiff diff) {
        return Stream.of(
                        diff.removed().stream(),
                        diff.added().stream(),
                        diff.changed().stream().map(CatalogDiff.Change::after))
                .flatMap(objects -> objects);
    }
}
