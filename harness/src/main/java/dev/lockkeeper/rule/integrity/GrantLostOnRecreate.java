package dev.lockkeeper.rule.integrity;

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
import java.util.regex.Pattern;

/** Reports rights that are gone from an object that is still there, without any REVOKE. */
public final class GrantLostOnRecreate implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "grant-lost-on-recreate",
            Category.INTEGRITY_LOSS,
            Severity.ERROR,
            "Rights are lost when an object is dropped and made anew",
            FoundBy.CATALOGUE);

    private static final Pattern REVOKE = Pattern.compile("(?is)\\brevoke\\b");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        boolean revokes = facts.up().statements().stream()
                .anyMatch(statement -> REVOKE.matcher(statement.sql()).find());
        if (revokes) {
            return List.of();
        }
        return facts.change()
                .removed(ObjectKind.GRANT)
                .filter(grant -> stillThere(facts, grant))
                .map(grant -> finding(facts, grant))
                .toList();
    }

    private static boolean stillThere(StepFacts facts, CatalogObject grant) {
        String owner = grant.table();
        return owner != null
                && facts.after().objects().keySet().stream()
                        .anyMatch(
                                id -> id.kind() != ObjectKind.GRANT && id.name().equals(owner));
    }

    private static Finding finding(StepFacts facts, CatalogObject grant) {
        String grantee = String.valueOf(grant.trait(Trait.GRANTEE));
        String rights = String.valueOf(grant.trait(Trait.PRIVILEGES)).replace(",", ", ");
        return Finding.of(CARD, Pointer.up(facts, grant.table()))
                .object(grant.table())
                .evidence("grant", grant.id().name() + ": " + grant.definition())
                .saw(grantee + " had " + rights + " on " + grant.table() + " before the step and has not after it.")
                .means("Whoever works as " + grantee + " is refused from the moment the step is applied.")
                .instead("Use CREATE OR REPLACE, or grant again in the same step: GRANT " + rights + " ON "
                        + grant.table() + " TO " + grantee + ".");
    }
}
