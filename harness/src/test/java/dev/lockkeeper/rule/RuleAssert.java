package dev.lockkeeper.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import java.util.List;

/** {@code assertThatRule(new X()).on(step()…).isSilent()}. */
final class RuleAssert {

    private final Rule rule;
    private List<Finding> findings = List.of();

    private RuleAssert(Rule rule) {
        this.rule = rule;
    }

    static RuleAssert assertThatRule(Rule rule) {
        return new RuleAssert(rule);
    }

    RuleAssert on(Facts facts) {
        findings = rule.check(facts.facts());
        return this;
    }

    void isSilent() {
        assertThat(findings).isEmpty();
    }

    RuleAssert speaksOnce(Severity severity) {
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).severity()).isEqualTo(severity);
        assertThat(findings.get(0).rule()).isEqualTo(rule.card().id());
        return this;
    }

    RuleAssert about(String object) {
        assertThat(findings).extracting(Finding::object).containsExactly(object);
        return this;
    }

    RuleAssert atLine(int line) {
        assertThat(findings).extracting(finding -> finding.at().line()).containsExactly(line);
        return this;
    }
}
