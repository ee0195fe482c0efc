package dev.lockkeeper;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.FindingIds;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.VerificationReport;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** What a report says of the ways back of its steps, and of the rows they take. */
public final class WaysBack {

    private final VerificationReport report;

    public WaysBack(VerificationReport report) {
        this.report = report;
    }

    /** Whether a step may be taken back at once, before anybody has written with it: what was there comes back. */
    public BiPredicate<String, Step> atOnce() {
        return matching(step -> step.downOutcome().equals("restored") && lost(step, Direction.UP) == 0);
    }

    /** Whether a step may be taken back at any time: what was written since does not go either. */
    public BiPredicate<String, Step> later() {
        return matching(step ->
                step.downOutcome().equals("restored") && lost(step, Direction.UP) + lost(step, Direction.DOWN) == 0);
    }

    /** Tables from which a step takes rows or whose rows it gives to others. */
    public List<String> mayLose() {
        return report.chains().stream()
                .flatMap(chain -> chain.steps().stream())
                .flatMap(step -> step.data().stream())
                .filter(effect ->
                        effect.by() == Direction.UP && effect.effect() != Effect.ALTERED && effect.column() == null)
                .map(DataEffect::table)
                .distinct()
                .sorted()
                .toList();
    }

    /** Ids of all findings, also of those that somebody answers for. */
    public List<String> findings() {
        FindingIds ids = FindingIds.of(report);
        return report.allFindings()
                .map((Finding finding) -> ids.of(finding))
                .sorted()
                .toList();
    }

    /** Steps of a chain, out of these, that may not run. */
    public List<StepReport> unsafe(String chain, Collection<Step> steps) {
        Set<String> versions = new HashSet<>();
        steps.forEach(step -> versions.add(step.version()));
        return chains(chain).stream()
                .flatMap(one -> one.steps().stream())
                .filter(step -> versions.contains(step.version()))
                .filter(step -> step.verdict() == dev.lockkeeper.model.Verdict.UNSAFE)
                .toList();
    }

    private List<ChainReport> chains(String name) {
        return report.chains().stream()
                .filter(chain -> chain.name().equals(name))
                .toList();
    }

    private BiPredicate<String, Step> matching(Predicate<StepReport> wanted) {
        Set<String> good = new HashSet<>();
        report.chains().forEach(chain -> chain.steps().stream()
                .filter(wanted)
                .forEach(step -> good.add(chain.name() + "\n" + step.version())));
        return (chain, step) -> good.contains(Objects.requireNonNull(chain) + "\n" + step.version());
    }

    private static long lost(StepReport step, Direction by) {
        return step.data().stream()
                .filter(effect -> effect.by() == by && effect.effect() != Effect.MOVED)
                .count();
    }
}
