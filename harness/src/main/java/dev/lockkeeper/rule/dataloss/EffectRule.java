package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.Fact.Sample;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What all rules on data effects share: one cause each, and a weight by whose rows were seen to suffer. */
abstract class EffectRule implements Rule {

    private final RuleCard card;
    private final Cause cause;

    EffectRule(RuleCard card, Cause cause) {
        this.card = card;
        this.cause = cause;
    }

    @Override
    public final RuleCard card() {
        return card;
    }

    @Override
    public final List<Finding> check(StepFacts facts) {
        return facts.all(DataEffect.class).stream()
                .filter(effect -> effect.effect() != Effect.MOVED && Cause.of(facts, effect) == cause)
                .map(effect -> finding(facts, effect))
                .toList();
    }

    private Finding finding(StepFacts facts, DataEffect effect) {
        Finding.Builder builder = Finding.of(card, place(facts, effect))
                .object(subject(facts, effect))
                .severity(severity(facts, effect))
                .evidence("rows", effect.values())
                .evidence("whose", effect.population().name().toLowerCase(java.util.Locale.ROOT))
                .saw(saw(facts, effect) + sample(effect))
                .means(means(effect));
        if (!effect.samples().isEmpty()) {
            builder.evidence(
                    "samples", effect.samples().stream().map(EffectRule::sample).toList());
        }
        if (effect.preflight() != null) {
            builder.evidence("preflight", effect.preflight().sql());
        }
        return builder.instead(instead(facts, effect));
    }

    abstract String saw(StepFacts facts, DataEffect effect);

    abstract String instead(StepFacts facts, DataEffect effect);

    String means(DataEffect effect) {
        return effect.population() == Population.FIXTURE
                ? "These are your own rows: in production the values are gone once the step commits."
                : effect.preflight() != null
                        ? "Seen on rows made for the test; the query in the evidence tells how many real rows it concerns."
                        : "Seen on rows made for the test; real rows of that kind fare the same.";
    }

    /** Proved on the user's rows it is an error; on rows of ours it is a question for the real database. */
    Severity severity(StepFacts facts, DataEffect effect) {
        return effect.population() == Population.FIXTURE ? Severity.ERROR : Severity.WARNING;
    }

    static String object(StepFacts facts, DataEffect effect) {
        return effect.column() == null ? effect.table() : effect.table() + "." + column(facts, effect);
    }

    /** The column's own name as SQL wants it written; the fact has it bare. */
    static String column(StepFacts facts, DataEffect effect) {
        String bare = String.valueOf(effect.column());
        return facts.before()
                .column(effect.table(), bare)
                .or(() -> facts.after().column(effect.table(), bare))
                .map(SqlWords::lastName)
                .orElse(bare);
    }

    /** What the finding is about, where that is not the table or column itself. */
    String subject(StepFacts facts, DataEffect effect) {
        return object(facts, effect);
    }

    private SourceSpan place(StepFacts facts, DataEffect effect) {
        String subject = subject(facts, effect);
        if (!subject.equals(object(facts, effect))) {
            return Pointer.dropping(facts, subject);
        }
        SourceSpan at = effect.at();
        if (effect.by() == Direction.DOWN && !effect.named()) {
            return facts.down().stream()
                    .flatMap(down -> down.statements().stream())
                    .filter(statement -> Cause.names(statement, effect.table()))
                    .map(Statement::at)
                    .findFirst()
                    .orElse(at == null ? facts.at() : at);
        }
        if (at != null) {
            return at;
        }
        return effect.by() == Direction.DOWN
                ? facts.down().map(Script::at).orElse(facts.at())
                : facts.up().statements().stream()
                        .filter(statement -> Cause.names(statement, effect.table()))
                        .map(statement -> statement.at())
                        .findFirst()
                        .orElse(facts.at());
    }

    private static String sample(DataEffect effect) {
        if (effect.samples().isEmpty() || effect.column() == null) {
            return "";
        }
        Sample first = effect.samples().get(0);
        if (Objects.equals(first.before(), first.after())) {
            return "";
        }
        return " For example " + shown(first.before()) + " became " + shown(first.after()) + ".";
    }

    private static Map<String, String> sample(Sample sample) {
        Map<String, String> entry = new TreeMap<>();
        entry.put("key", sample.key());
        if (sample.before() != null) {
            entry.put("before", sample.before());
        }
        if (sample.after() != null) {
            entry.put("after", sample.after());
        }
        return entry;
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        return "'" + (value.length() > 40 ? value.substring(0, 39) + "…" : value) + "'";
    }
}
