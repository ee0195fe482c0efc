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
import dev.lockkeeper.rule.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reports a check that asks the clock, chance or a volatile function. */
public final class VolatileCheck implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "volatile-check",
            Category.INTEGRITY_LOSS,
            Severity.WARNING,
            "A check whose answer changes",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final Pattern CHANGES = Pattern.compile(
            "(?i)(?<![\\w.\"])((now|random|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|gen_random_uuid|nextval|txid_current|pg_current_xact_id)\\(|(CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME|LOCALTIMESTAMP|LOCALTIME|CURRENT_USER|SESSION_USER)\\b)");
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.concat(
                        facts.change().added(ObjectKind.CONSTRAINT),
                        facts.change()
                                .changed(ObjectKind.CONSTRAINT)
                                .filter(change -> asked(facts, change.before()).isEmpty())
                                .map(change -> change.after()))
                .flatMap(check -> asked(facts, check).map(what -> finding(facts, check, what)).stream())
                .toList();
    }

    /** What the check asks that answers otherwise tomorrow. */
    private static Optional<String> asked(StepFacts facts, CatalogObject check) {
        String expression = check.trait(Trait.EXPRESSION);
        if (expression == null) {
            return Optional.empty();
        }
        String plain = TEXT.matcher(expression).replaceAll("''");
        Matcher builtin = CHANGES.matcher(plain);
        if (builtin.find()) {
            return Optional.of(builtin.group(1).replace("(", "()"));
        }
        return facts.after()
                .all(ObjectKind.FUNCTION)
                .filter(function -> "volatile".equals(function.trait(Trait.VOLATILITY)))
                .map(function -> function.id().name())
                .filter(name -> plain.contains(name.substring(0, name.indexOf('(') + 1)))
                .findFirst();
    }

    private static Finding finding(StepFacts facts, CatalogObject check, String what) {
        return Finding.of(CARD, Pointer.up(facts, check.id().name(), check.table()))
                .object(check.id().name())
                .evidence("definition", check.definition())
                .saw(Words.name(check) + " asks " + what + ", which answers otherwise another day.")
                .means(
                        "A row that passed when it was written may break the check later: its next UPDATE fails, and so does"
                                + " restoring a dump.")
                .instead(
                        "Compare with a column of the row (created_at), or test it in a trigger when the row is written.");
    }
}
