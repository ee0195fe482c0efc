package dev.lockkeeper;

import dev.lockkeeper.experiment.WalkedChain;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Applied;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.NotObserved;
import dev.lockkeeper.model.Fact.Outcome;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Fact.Rehearsed;
import dev.lockkeeper.model.Fact.SecondUp;
import dev.lockkeeper.model.Fact.WayBack;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.RowCoverage;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.ServerInfo;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Rules;
import dev.lockkeeper.verdict.Baseline;
import dev.lockkeeper.verdict.Suppressions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns what was seen into findings, applies what somebody answers for, and comes to a verdict. */
final class Judge {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::at)
            .thenComparing(Finding::rule)
            .thenComparing(finding -> String.valueOf(finding.object()));

    private final Verification request;
    private final List<Rule> rules;
    private final Suppressions suppressions;

    Judge(Verification request) {
        this.request = request;
        Set<String> ids = new HashSet<>();
        this.rules = Stream.concat(Rules.all().stream(), request.house().rules().stream())
                .toList();
        rules.forEach(rule -> ids.add(rule.card().id()));
        this.suppressions = new Suppressions(ids, request.allow(), request.today());
    }

    ChainReport judge(Chain chain, WalkedChain walked) {
        return judge(ChainRequest.of(chain.name(), chain.path()), chain, walked);
    }

    ChainReport judge(ChainRequest asked, Chain chain, WalkedChain walked) {
        List<StepReport> steps = new ArrayList<>();
        List<Checked> checked = walked.steps().parallelStream()
                .filter(facts ->
                        facts.step().version().equals(walked.stoppedAt()) || request.judges(asked, chain, facts.step()))
                .map(this::check)
                .toList();
        for (Checked one : checked) {
            steps.add(judgeStep(chain, one));
        }
        for (Step unseen :
                chain.steps().subList(walked.steps().size(), chain.steps().size())) {
            if (request.judges(asked, chain, unseen)) {
                steps.add(skipped(unseen));
            }
        }
        List<Finding> findings = chainFindings(chain, walked).stream()
                .filter(finding -> request.onlyNew()
                        .map(files ->
                                files.contains(chain.path().resolve(finding.at().file())))
                        .orElse(true))
                .toList();
        List<Verdict> verdicts =
                new ArrayList<>(steps.stream().map(StepReport::verdict).toList());
        verdicts.add(Verdict.of(findings, List.of()));
        return new ChainReport(
                chain.name(),
                chain.format(),
                chain.path().toString(),
                chain.digest(),
                Verdict.worst(verdicts),
                walked.stoppedAt(),
                walked.rows(),
                steps,
                findings,
                chain.steps().size() - steps.size());
    }

    /** A chain whose walk was ended by a bug of ours: no step of it is decided. */
    ChainReport broken(ChainRequest asked, Chain chain, String why) {
        List<StepReport> steps = chain.steps().stream()
                .filter(step -> request.judges(asked, chain, step))
                .map(step -> unseen(step, why))
                .toList();
        return new ChainReport(
                chain.name(),
                chain.format(),
                chain.path().toString(),
                chain.digest(),
                Verdict.UNDECIDED,
                null,
                RowCoverage.none(),
                steps,
                List.of(),
                chain.steps().size() - steps.size());
    }

    /** A chain none of whose steps is to be looked at. */
    ChainReport nothingNew(Chain chain) {
        return new ChainReport(
                chain.name(),
                chain.format(),
                chain.path().toString(),
                chain.digest(),
                Verdict.SAFE,
                null,
                RowCoverage.none(),
                List.of(),
                List.of(),
                chain.steps().size());
    }

    /** What was known before does not count. */
    List<ChainReport> besideBaseline(List<ChainReport> reports) {
        Baseline baseline = request.baseline();
        return reports.stream().map(chain -> chain.beside(baseline::applyTo)).toList();
    }

    /**
     * Entries of the configuration that silenced nothing are told with the first chain; when only new steps are looked at,
     * nobody knows what they silence in the others.
     */
    synchronized List<ChainReport> withLeftOvers(List<ChainReport> reports) {
        List<Finding> leftOver = request.onlyNew().isPresent() ? List.of() : suppressions.leftOver();
        if (leftOver.isEmpty() || reports.isEmpty()) {
            return reports;
        }
        List<ChainReport> result = new ArrayList<>(reports);
        ChainReport first = reports.get(0);
        List<Finding> findings = new ArrayList<>(first.findings());
        findings.addAll(leftOver);
        result.set(
                0,
                new ChainReport(
                        first.name(),
                        first.format(),
                        first.path(),
                        first.digest(),
                        Verdict.UNSAFE,
                        first.stoppedAt(),
                        first.rows(),
                        first.steps(),
                        findings,
                        first.notLookedAt()));
        return result;
    }

    /** What the rules say of one step, and what could not be seen or said. */
    private record Checked(StepFacts facts, List<Finding> findings, List<String> notObserved) {}

    private Checked check(StepFacts facts) {
        List<String> notObserved = new ArrayList<>();
        facts.all(NotObserved.class).forEach(not -> notObserved.add(not.what() + ": " + not.why()));
        return new Checked(facts, check(facts, notObserved), notObserved);
    }

    private StepReport judgeStep(Chain chain, Checked checked) {
        StepFacts facts = checked.facts();
        List<String> notObserved = checked.notObserved();
        List<Finding> findings;
        synchronized (this) {
            findings = suppressions.apply(chain, facts.step(), checked.findings());
        }
        List<Finding> sorted = findings.stream().sorted(ORDER).toList();
        Optional<Refused> refused = facts.all(Refused.class).stream()
                .filter(one -> one.phase() == Phase.UP && one.population() == null)
                .findFirst();
        boolean skipped = refused.isEmpty() && facts.first(Applied.class).isEmpty();
        return new StepReport(
                facts.step().version(),
                facts.step().description(),
                facts.step().file(),
                Verdict.of(sorted, notObserved),
                refused.isPresent() ? "failed" : skipped ? "skipped" : "applied",
                refused.map(one -> one.failure().sqlState()).orElse(null),
                facts.first(Applied.class).map(Applied::millis).orElse(0L),
                facts.first(WayBack.class).map(back -> downWord(back.outcome())).orElse("skipped"),
                facts.first(SecondUp.class)
                        .map(again -> reupWord(again.outcome()))
                        .orElse("skipped"),
                facts.all(StatementTrace.class),
                facts.all(DataEffect.class),
                facts.change(),
                sorted,
                notObserved,
                facts.first(Rehearsed.class).orElse(null));
    }

    private List<Finding> check(StepFacts facts, List<String> notObserved) {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : rules) {
            Optional<Severity> chosen = request.rules().get(rule.card().id());
            if (chosen == null ? !rule.card().on() : chosen.isEmpty()) {
                continue;
            }
            try {
                for (Finding finding : rule.check(facts)) {
                    findings.add(chosen == null ? finding : finding.withSeverity(chosen.get()));
                }
            } catch (RuntimeException broken) {
                notObserved.add("rule " + rule.card().id() + " broke: " + broken);
            }
        }
        return findings;
    }

    private List<Finding> chainFindings(Chain chain, WalkedChain walked) {
        List<Fact> facts = new ArrayList<>(walked.chainFacts());
        if (facts.isEmpty()) {
            return List.of();
        }
        if (walked.steps().isEmpty()) {
            return check(alone(chain, walked), new ArrayList<>()).stream()
                    .sorted(ORDER)
                    .toList();
        }
        StepFacts last = walked.steps().get(walked.steps().size() - 1);
        StepFacts whole = new StepFacts(
                chain,
                last.step(),
                last.position(),
                last.server(),
                last.budgets(),
                last.up(),
                last.down(),
                last.after(),
                last.after(),
                facts,
                walked.steps());
        return check(whole, new ArrayList<>()).stream().sorted(ORDER).toList();
    }

    /** Facts of a chain of which no step was looked at, since a live database has run them all. */
    private StepFacts alone(Chain chain, WalkedChain walked) {
        SourceSpan at = new SourceSpan(".", 1);
        Script nothing = new Script(List.of(), Grouping.TRANSACTION, at);
        Step none = new Step("", "", ".", "", StepKind.VERSIONED, nothing, new Down.Missing(), List.of(), "");
        return new StepFacts(
                chain,
                none,
                0,
                new ServerInfo("0", "", ""),
                request.budgets(),
                nothing,
                Optional.empty(),
                walked.base(),
                walked.base(),
                walked.chainFacts(),
                List.of());
    }

    private static StepReport skipped(Step step) {
        return unseen(step, "an earlier step was refused");
    }

    private static StepReport unseen(Step step, String why) {
        return new StepReport(
                step.version(),
                step.description(),
                step.file(),
                Verdict.UNDECIDED,
                "skipped",
                null,
                0,
                "skipped",
                "skipped",
                List.of(),
                List.of(),
                CatalogDiff.none(),
                List.of(),
                List.of("the step itself: " + why));
    }

    private static String downWord(Outcome outcome) {
        return switch (outcome) {
            case SAME -> "restored";
            case DIFFERS -> "differs";
            case FAILED -> "failed";
            case MISSING -> "missing";
            case ONE_WAY -> "one-way";
            case SKIPPED -> "skipped";
        };
    }

    private static String reupWord(Outcome outcome) {
        return switch (outcome) {
            case SAME -> "same";
            case DIFFERS -> "differs";
            case FAILED -> "failed";
            case MISSING, ONE_WAY, SKIPPED -> "skipped";
        };
    }
}
