package dev.lockkeeper.reports.view;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One step as a row of a table: what blocks, what becomes of the values, the way back. */
public record StepView(ChainReport chain, StepReport step, WayBack wayBack) {

    public static List<StepView> of(ChainReport chain) {
        return chain.steps().stream()
                .map(step -> new StepView(chain, step, WayBack.of(chain, step)))
                .toList();
    }

    /** A name for people: {@code 7 add phone}. */
    public String title() {
        return step.description().isBlank() ? step.version() : step.version() + " " + step.description();
    }

    public long findings(Severity severity) {
        return step.findings().stream()
                .filter(finding -> finding.stands() && finding.severity() == severity)
                .count();
    }

    /** Whether a reader in a hurry may pass over it; its warnings are told by rule. */
    public boolean safe() {
        return step.verdict() == Verdict.SAFE;
    }

    /** Whether nothing of it was tried, since the walk had ended before. */
    public boolean unreached() {
        return step.upOutcome().equals("skipped")
                && chain.stoppedAt() != null
                && !chain.stoppedAt().equals(step.version());
    }

    /** What the up did to everybody else, strongest first: {@code all of auth.users}. */
    public List<String> blocks() {
        Map<String, Lock> strongest = new TreeMap<>();
        ups().flatMap(trace -> trace.held().stream())
                .filter(lock -> lock.mode().blocksWrites())
                .forEach(lock -> strongest.merge(
                        lock.relation(), lock, (a, b) -> a.mode().compareTo(b.mode()) >= 0 ? a : b));
        return strongest.values().stream()
                .sorted(Comparator.comparing(Lock::mode).reversed())
                .map(lock -> (lock.mode().blocksReads() ? "all of " : "writes of ") + lock.relation())
                .toList();
    }

    /** {@code 3 lost in nick}, {@code 12 rows lost in legacy_carts by the down}. */
    public List<String> effects() {
        List<String> words = new ArrayList<>();
        for (Direction by : Direction.values()) {
            Map<Effect, List<DataEffect>> groups = new EnumMap<>(Effect.class);
            step.data().stream().filter(effect -> effect.by() == by).forEach(effect -> groups.computeIfAbsent(
                            effect.effect(), e -> new ArrayList<>())
                    .add(effect));
            groups.forEach(
                    (effect, all) -> words.add(words(effect, all) + (by == Direction.DOWN ? " by the down" : "")));
        }
        return words;
    }

    private static String words(Effect effect, List<DataEffect> all) {
        boolean rows = all.stream().allMatch(each -> each.column() == null);
        long sum = all.stream().mapToLong(DataEffect::values).sum();
        List<String> where = all.stream()
                .map(each -> Objects.requireNonNullElse(each.column(), each.table()))
                .distinct()
                .toList();
        String many = rows ? Words.count(sum, "row") : String.valueOf(sum);
        return many + " " + effect.name().toLowerCase(Locale.ROOT) + " in " + Words.some(where, 2);
    }

    /** Way back and second up in a few words. */
    public String wayBackWords() {
        return switch (step.reupOutcome()) {
            case "failed" -> wayBack.label() + ", second up fails";
            case "differs" -> wayBack.label() + ", second up differs";
            default -> wayBack.label();
        };
    }

    /** {@code applied}, or how it was refused. */
    public String upWords() {
        return step.sqlState() == null ? step.upOutcome() : step.upOutcome() + " (" + step.sqlState() + ")";
    }

    private Stream<StatementTrace> ups() {
        return step.statements().stream().filter(trace -> trace.direction() == Direction.UP);
    }
}
