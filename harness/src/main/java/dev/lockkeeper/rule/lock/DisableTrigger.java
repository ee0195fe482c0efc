package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports triggers switched off, which for ALL includes the foreign keys. */
public final class DisableTrigger extends WorkRule {

    private static final Pattern ONE = Pattern.compile("\\bdisable trigger (?!(?:all|user)\\b)([^\\s;]+)");

    public DisableTrigger() {
        super(
                new RuleCard(
                        "disable-trigger",
                        Category.LOCK,
                        Severity.WARNING,
                        "Switches triggers off or on",
                        FoundBy.SERVER),
                Hazard.DISABLE_TRIGGER);
    }

    @Override
    protected boolean matters(StepFacts facts, Work work) {
        return SqlWords.of(work.trace().statement()).has("disable … trigger|disable trigger");
    }

    @Override
    protected Severity severity(StepFacts facts, Work work) {
        return isEnabledAgain(facts, work) ? Severity.NOTE : Severity.WARNING;
    }

    /** One trigger by its name, and on again before anybody else writes. */
    private static boolean isEnabledAgain(StepFacts facts, Work work) {
        Statement off = work.trace().statement();
        Matcher named = ONE.matcher(SqlWords.of(off).toString());
        return facts.up().grouping() != Grouping.AUTOCOMMIT
                && named.find()
                && facts.up().statements().stream()
                        .dropWhile(statement -> !statement.equals(off))
                        .map(SqlWords::of)
                        .anyMatch(words -> words.names(work.table())
                                && words.has("enable trigger")
                                && words.names(named.group(1)));
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "The step switches triggers of " + work.table() + " off, under " + locked(work) + ".";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "Until they are on again nothing keeps what they guard; DISABLE TRIGGER ALL switches foreign keys off too, and rows written meanwhile are never checked.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return isEnabledAgain(facts, work)
                ? "Nothing: it is one trigger, and it is on again before anybody else can write."
                : "Leave them on. If a backfill must not fire one trigger, disable that one by name and enable it in the same transaction.";
    }
}
