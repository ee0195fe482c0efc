package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Category;
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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports triggers that a step switches off and does not switch on again. */
public final class TriggerLeftDisabled implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "trigger-left-disabled",
            Category.INTEGRITY_LOSS,
            Severity.WARNING,
            "Leaves a trigger switched off",
            FoundBy.CATALOGUE);

    /** The triggers behind foreign keys are in no listing, so their switch is read from the statement. */
    private static final Pattern ALL_OFF =
            Pattern.compile("(?is)^\\s*alter\\s+table\\s+(?:only\\s+)?(\\S+)\\s+disable\\s+trigger\\s+all\\b");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.change()
                .changed(ObjectKind.TRIGGER)
                .filter(change -> isOn(change.before().trait(Trait.ENABLED))
                        && !isOn(change.after().trait(Trait.ENABLED)))
                .forEach(change -> findings.add(ofTrigger(facts, change)));
        for (Statement statement : facts.up().statements()) {
            Matcher off = ALL_OFF.matcher(statement.sql());
            if (off.find() && !switchedOn(facts, statement, off.group(1))) {
                findings.add(ofKeys(statement, off.group(1)));
            }
        }
        return findings;
    }

    private static boolean isOn(String enabled) {
        return "O".equals(enabled) || "A".equals(enabled);
    }

    private static boolean switchedOn(StepFacts facts, Statement off, String table) {
        Pattern on = Pattern.compile(
                "(?is)\\balter\\s+table\\s+(?:only\\s+)?" + Pattern.quote(table) + "\\s+enable\\s+trigger\\s+all\\b");
        return facts.up().statements().stream()
                .anyMatch(statement -> statement.at().compareTo(off.at()) > 0
                        && on.matcher(statement.sql()).find());
    }

    private static Finding ofTrigger(StepFacts facts, CatalogDiff.Change change) {
        String name = Gone.lastName(change.after());
        return Finding.of(CARD, Pointer.up(facts, name, change.after().table()))
                .object(change.after().id().name())
                .saw("Trigger " + name + " of " + change.after().table()
                        + " was on before the step and is off after it.")
                .means("From now on nothing of what it guards or fills is done for any row.")
                .instead("In the same step: ALTER TABLE " + change.after().table() + " ENABLE TRIGGER " + name
                        + "; or drop it, if it is no longer wanted.");
    }

    private static Finding ofKeys(Statement statement, String table) {
        return Finding.of(CARD, statement.at())
                .object(table)
                .saw("The step switches all triggers of " + table
                        + " off, those of its foreign keys too, and does not switch them on again.")
                .means("From now on no foreign key of " + table + " is checked: rows without a parent are possible.")
                .instead("In the same step: ALTER TABLE " + table + " ENABLE TRIGGER ALL;");
    }
}
