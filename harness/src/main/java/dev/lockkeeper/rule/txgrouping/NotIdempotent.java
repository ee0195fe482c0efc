package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Interrupted;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Refusals;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Words;
import dev.lockkeeper.rule.Works;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reports a step that commits piece by piece and whose first pieces fail when it is tried again. */
public final class NotIdempotent implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "not-idempotent",
            Category.TX_GROUPING,
            Severity.WARNING,
            "Cannot be run again after it stopped half way",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final String CHANGES = "create|alter|drop|insert|update|delete|merge|truncate|copy|refresh|do|call";

    private static final Pattern CREATES = Pattern.compile(
            "^(create (unlogged )?(table|index|unique index|schema|sequence|type|extension|view|materialized view|function|trigger)"
                    + "|alter table .* add (column|constraint)|alter type .* add value)\\b.*");

    private static final Pattern CREATED = Pattern.compile(
            "^create .*?\\b(?:table|index|schema|sequence|type|extension|view|function|trigger) (?:concurrently )?([^\\s(]+)");

    @Override
    public List<Finding> check(StepFacts facts) {
        Optional<Interrupted> seen = facts.all(Interrupted.class).stream()
                .filter(interrupted -> interrupted.retry() != null && Refusals.alreadyThere(interrupted.retry()))
                .findFirst();
        if (seen.isPresent()) {
            Failure retry = Objects.requireNonNull(seen.get().retry());
            return List.of(finding(facts, retry.at(), retry.excerpt(), "was refused: " + Words.answer(retry)));
        }
        if (facts.up().grouping() != Grouping.AUTOCOMMIT
                || Refusals.ofUp(facts).findAny().isPresent()) {
            return List.of();
        }
        List<Statement> statements = facts.up().statements().stream()
                .filter(statement -> SqlWords.of(statement).starts(CHANGES))
                .toList();
        return IntStream.range(0, Math.max(0, statements.size() - 1))
                .filter(place -> onlyOnce(statements.get(place))
                        && !clearedBefore(statements.get(place), statements.subList(0, place)))
                .mapToObj(statements::get)
                .findFirst()
                .map(first ->
                        finding(facts, first.at(), first.excerpt(), "would be refused, since it has no IF NOT EXISTS"))
                .stream()
                .toList();
    }

    /** Statements that wait or work for long are those that get interrupted. */
    private static boolean mayStop(StepFacts facts) {
        return facts.up().statements().stream()
                        .anyMatch(statement -> SqlWords.of(statement).has("concurrently"))
                || !Works.of(facts).isEmpty()
                || !facts.all(Interrupted.class).isEmpty();
    }

    private static boolean onlyOnce(Statement statement) {
        SqlWords words = SqlWords.of(statement);
        return CREATES.matcher(words.toString()).matches() && !words.has("if not exists|or replace|not valid");
    }

    /** Whether the step itself drops what an earlier try left. */
    private static boolean clearedBefore(Statement creates, List<Statement> before) {
        Matcher created = CREATED.matcher(SqlWords.of(creates).toString());
        return created.find()
                && before.stream()
                        .map(SqlWords::of)
                        .anyMatch(words ->
                                words.starts("drop") && words.has("if exists") && words.names(created.group(1)));
    }

    private static Finding finding(StepFacts facts, SourceSpan at, String excerpt, String outcome) {
        return Finding.of(CARD, at)
                .object(facts.step().version())
                .severity(mayStop(facts) ? Severity.WARNING : Severity.NOTE)
                .evidence("statement", excerpt)
                .saw("The step commits statement by statement; tried again after a stop half way, \"" + excerpt + "\" "
                        + outcome + ".")
                .means(
                        "After a timeout or a lost connection somebody has to clean up by hand before the deploy can go on.")
                .instead(
                        "Make every statement but the last safe to run twice (IF NOT EXISTS, IF EXISTS), or cut the step so"
                                + " that each holds one statement.");
    }
}
