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
import java.util.Objects;
import java.util.stream.Stream;

/** Reports rights given to PUBLIC or with the option to pass them on. */
public final class GrantWidened implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "grant-widened",
            Category.SECURITY,
            Severity.WARNING,
            "Gives rights to everybody, or the right to give them on",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        Stream<CatalogObject> added =
                facts.change().added(ObjectKind.GRANT).filter(grant -> !cameWithARename(facts, grant));
        Stream<CatalogObject> more = facts.change()
                .changed(ObjectKind.GRANT)
                .filter(change -> wider(change.before(), change.after()))
                .map(change -> change.after());
        Stream<Finding> grants = Stream.concat(added, more)
                .filter(grant -> toEverybody(grant) || passesOn(grant))
                .map(grant -> finding(facts, grant));
        Stream<Finding> memberships = facts.change()
                .added(ObjectKind.ROLE_MEMBERSHIP)
                .filter(membership -> membership.definition().contains("admin"))
                .map(membership -> finding(facts, membership));
        return Stream.concat(grants, memberships).toList();
    }

    private static boolean wider(CatalogObject before, CatalogObject after) {
        return !String.valueOf(before.trait(Trait.PRIVILEGES)).contains(String.valueOf(after.trait(Trait.PRIVILEGES)))
                && !before.definition().contains(after.definition());
    }

    /** A table takes its grants along to another name; what had them under the old one is no table any more. */
    private static boolean cameWithARename(StepFacts facts, CatalogObject grant) {
        return !facts.before().hasTable(table(grant))
                && facts.before()
                        .all(ObjectKind.GRANT)
                        .filter(old -> old.definition().equals(grant.definition()))
                        .filter(old -> Objects.equals(old.trait(Trait.GRANTEE), grant.trait(Trait.GRANTEE)))
                        .map(GrantWidened::table)
                        .anyMatch(old ->
                                facts.before().hasTable(old) && !facts.after().hasTable(old));
    }

    private static boolean toEverybody(CatalogObject grant) {
        return "PUBLIC".equalsIgnoreCase(grant.trait(Trait.GRANTEE));
    }

    private static boolean passesOn(CatalogObject grant) {
        return grant.definition().contains("*") || grant.definition().contains("grant option");
    }

    private static Finding finding(StepFacts facts, CatalogObject grant) {
        boolean everybody = toEverybody(grant);
        return Finding.of(CARD, Pointer.up(facts, table(grant)))
                .object(grant.id().name())
                .evidence("privileges", grant.definition())
                .saw("The step grants " + grant.definition() + " on "
                        + grant.id().name() + (everybody ? "." : ", with the right to pass it on."))
                .means(
                        everybody
                                ? "Every role that can connect has it, those made later too."
                                : "Who holds it decides who else does, and a REVOKE has to follow the whole chain.")
                .instead("GRANT to the one role that needs it: GRANT "
                        + grant.definition().replace("*", "") + " ON … TO the_role;");
    }

    /** {@code s.t} of {@code table s.t to PUBLIC}. */
    private static String table(CatalogObject grant) {
        if (grant.table() != null) {
            return grant.table();
        }
        String name = grant.id().name();
        int to = name.lastIndexOf(" to ");
        String what = to < 0 ? name : name.substring(0, to);
        return what.substring(what.indexOf(' ') + 1);
    }
}
