package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.CatalogDiff.Change;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reports a column whose new type cannot hold all the old one could, where no row showed it yet. */
public final class NarrowingType implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "narrowing-type", Category.DATA_LOSS, Severity.NOTE, "A column holds less than before", FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final Map<String, Integer> WIDTH =
            Map.of("smallint", 2, "integer", 4, "bigint", 8, "real", 4, "double precision", 8);
    private static final Pattern SIZED = Pattern.compile(
            "(character varying|character|bit varying|numeric|timestamp|time)(?:\\((\\d+)(?:,(\\d+))?\\))?(.*)");

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.change()
                .changed(ObjectKind.COLUMN)
                .filter(change ->
                        facts.before().hasTable(String.valueOf(change.before().table())))
                .filter(change -> narrower(type(change.before()), type(change.after())))
                .filter(change -> !shown(facts, change.before()))
                .map(change -> finding(facts, change))
                .toList();
    }

    private static String type(CatalogObject column) {
        return String.valueOf(column.trait(Trait.TYPE));
    }

    static boolean narrower(String from, String to) {
        Integer had = WIDTH.get(from);
        Integer has = WIDTH.get(to);
        if (had != null && has != null) {
            return has < had && from.contains("int") == to.contains("int");
        }
        if (from.equals("text")) {
            return to.startsWith("character");
        }
        Matcher before = SIZED.matcher(from);
        Matcher after = SIZED.matcher(to);
        if (!before.matches() || !after.matches() || !before.group(1).equals(after.group(1))) {
            return false;
        }
        if (from.startsWith("numeric")) {
            return whole(after) < whole(before) || size(after.group(3), after) < size(before.group(3), before);
        }
        return size(after.group(2), after) < size(before.group(2), before);
    }

    /** How many digits stand before the point. */
    private static int whole(Matcher numeric) {
        return numeric.group(2) == null
                ? Integer.MAX_VALUE
                : Integer.parseInt(numeric.group(2)) - size(numeric.group(3), numeric);
    }

    /** A bare type has no bound; {@code numeric(5)} has no digits behind the point, and {@code character} is one long. */
    private static int size(@Nullable String number, Matcher type) {
        if (number != null) {
            return Integer.parseInt(number);
        }
        if (type.group(1).equals("character")) {
            return 1;
        }
        return type.group(2) == null ? Integer.MAX_VALUE : 0;
    }

    /** Rows were seen to be refused or changed, of which other rules tell. */
    private static boolean shown(StepFacts facts, CatalogObject column) {
        boolean refused = facts.all(Refused.class).stream()
                .anyMatch(one -> one.phase() == Phase.UP
                        && Pointer.names(
                                Statement.of(
                                        one.failure().excerpt(), one.failure().at()),
                                column.id().name()));
        return refused
                || facts.all(DataEffect.class).stream()
                        .anyMatch(effect -> effect.column() != null
                                && facts.before()
                                        .column(effect.table(), effect.column())
                                        .filter(one -> one.id().equals(column.id()))
                                        .isPresent());
    }

    private static Finding finding(StepFacts facts, Change change) {
        String name = change.after().id().name();
        return Finding.of(CARD, Pointer.up(facts, name, change.after().table()))
                .object(name)
                .evidence("before", type(change.before()))
                .evidence("after", type(change.after()))
                .saw(name + " was " + type(change.before()) + " and is " + type(change.after()) + ", which holds less.")
                .means(
                        "A value that only the old type holds stops the deploy, or is cut or rounded; no row here showed it.")
                .instead("Look for such values first, or keep the old type and forbid new ones: ALTER TABLE "
                        + change.after().table() + " ADD CHECK (…) NOT VALID;");
    }
}
