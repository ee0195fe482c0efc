package dev.lockkeeper.rule.security;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reports a new permissive policy whose condition is always true. */
public final class RlsPolicyWeak implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "rls-policy-weak",
            Category.SECURITY,
            Severity.WARNING,
            "A policy that lets everybody do everything",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final Pattern EVERY_ROW_READ = Pattern.compile("\\busing \\(?true\\)?");

    private static final Pattern ALWAYS = Pattern.compile("\\b(?:using|with check|check) \\(?true\\)?");

    @Override
    public List<Finding> check(StepFacts facts) {
        Stream<CatalogObject> changed = facts.change()
                .changed(ObjectKind.POLICY)
                .filter(change -> !weak(change.before()))
                .map(change -> change.after());
        return Stream.concat(facts.change().added(ObjectKind.POLICY), changed)
                .filter(RlsPolicyWeak::weak)
                .map(policy -> finding(facts, policy))
                .toList();
    }

    private static boolean weak(CatalogObject policy) {
        return policy.definition().startsWith("permissive")
                && ALWAYS.matcher(policy.definition()).find();
    }

    private static Finding finding(StepFacts facts, CatalogObject policy) {
        boolean readsOnly = policy.definition().startsWith("permissive for select");
        boolean writesOnly = !EVERY_ROW_READ.matcher(policy.definition()).find();
        return Finding.of(CARD, Pointer.up(facts, policy.id().name(), policy.table()))
                .object(policy.id().name())
                .severity(readsOnly ? Severity.NOTE : Severity.WARNING)
                .evidence("definition", policy.definition())
                .saw("The policy " + SqlWords.lastName(policy) + " on " + policy.table() + " is true for every "
                        + (writesOnly ? "row that is written." : "row."))
                .means("Permissive policies are joined by OR: this one alone lets "
                        + (readsOnly
                                ? "every row be read"
                                : writesOnly ? "any row be written" : "every row be read and written")
                        + ", whatever the others say.")
                .instead("Say whose rows they are: USING (owner = current_user), or TO the one role that may see all.");
    }
}
