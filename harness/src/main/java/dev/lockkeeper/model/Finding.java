package dev.lockkeeper.model;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An opinion with its evidence, in three short sentences.
 *
 * @param object the object concerned as people name it, or null
 * @param suppressed the reason somebody gave for living with it, or null
 */
public record Finding(
        String rule,
        Category category,
        Severity severity,
        SourceSpan at,
        @Nullable String object,
        String saw,
        String means,
        String instead,
        SortedMap<String, Object> evidence,
        @Nullable String suppressed) {

    public Finding {
        evidence = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    }

    public static Builder of(RuleCard card, SourceSpan at) {
        return new Builder(card, at);
    }

    public Finding withSeverity(Severity other) {
        return new Finding(rule, category, other, at, object, saw, means, instead, evidence, suppressed);
    }

    public Finding suppressed(String reason) {
        return new Finding(rule, category, severity, at, object, saw, means, instead, evidence, reason);
    }

    public boolean stands() {
        return suppressed == null;
    }

    /** Collects the sentences; {@link #instead} completes the finding. */
    public static final class Builder {

        private final RuleCard card;
        private final SourceSpan at;
        private final SortedMap<String, Object> evidence = new TreeMap<>();
        private Severity severity;
        private @Nullable String object;
        private String saw = "";
        private String means = "";

        private Builder(RuleCard card, SourceSpan at) {
            this.card = card;
            this.at = at;
            this.severity = card.severity();
        }

        public Builder object(@Nullable String name) {
            this.object = name;
            return this;
        }

        public Builder severity(Severity other) {
            this.severity = other;
            return this;
        }

        /** Numbers that change between runs belong here, not into the sentences. */
        public Builder evidence(String key, Object value) {
            evidence.put(key, value);
            return this;
        }

        public Builder evidence(Map<String, ?> entries) {
            evidence.putAll(entries);
            return this;
        }

        public Builder saw(String sentence) {
            this.saw = sentence;
            return this;
        }

        public Builder means(String sentence) {
            this.means = sentence;
            return this;
        }

        public Finding instead(String sentence) {
            return new Finding(card.id(), card.category(), severity, at, object, saw, means, sentence, evidence, null);
        }
    }
}
