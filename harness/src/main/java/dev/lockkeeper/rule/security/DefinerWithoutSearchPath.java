package dev.lockkeeper.rule.security;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/** Reports SECURITY DEFINER functions without a search_path of their own. */
public final class DefinerWithoutSearchPath implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "definer-without-search-path",
            Category.SECURITY,
            Severity.WARNING,
            "A function with its owner's rights looks names up where the caller says",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE)
                .flatMap(kind -> Stream.concat(
                        facts.change().added(kind),
                        facts.change()
                                .changed(kind)
                                .filter(change -> !open(change.before()))
                                .map(change -> change.after())))
                .filter(DefinerWithoutSearchPath::open)
                .map(function -> finding(facts, function))
                .toList();
    }

    private static boolean open(CatalogObject function) {
        return function.is(Trait.SECURITY_DEFINER) && function.trait(Trait.SEARCH_PATH) == null;
    }

    private static Finding finding(StepFacts facts, CatalogObject function) {
        String name = function.id().name();
        return Finding.of(CARD, Pointer.up(facts, name))
                .object(name)
                .saw(function.id() + " runs with its owner's rights and has no search_path of its own.")
                .means(
                        "Who calls it chooses the search_path, and can have it run functions and operators of theirs with the"
                                + " owner's rights.")
                .instead("ALTER FUNCTION " + name
                        + " SET search_path = pg_catalog, pg_temp; and name schemas in its body.");
    }
}
