package dev.lockkeeper.rule.applyfailure;

import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Preflight;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Refusals;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refusals of the up that hang on the rows it meets: what was refused, and how the real database is asked about it. */
abstract class OnRows implements Rule {

    /** Why rows were refused; one reason for each refusal, so that it is told once. */
    enum Reason {
        DUPLICATES,
        CHECK,
        ROWS_WRITTEN,
        OTHER
    }

    private static final Pattern KEY = Pattern.compile("^Key \\((.*?)\\)=");

    private final RuleCard card;
    private final Reason reason;

    OnRows(RuleCard card, Reason reason) {
        this.card = card;
        this.reason = reason;
    }

    @Override
    public final RuleCard card() {
        return card;
    }

    @Override
    public final List<Finding> check(StepFacts facts) {
        return facts.all(Refused.class).stream()
                .filter(refused -> refused.phase() == Phase.UP && refused.population() != null)
                .filter(refused -> reason(facts, refused.failure()) == reason)
                .map(refused -> finding(facts, refused))
                .toList();
    }

    abstract String saw(StepFacts facts, Failure failure);

    abstract String instead(StepFacts facts, Failure failure);

    private Finding finding(StepFacts facts, Refused refused) {
        Failure failure = refused.failure();
        Finding.Builder builder = Finding.of(card, failure.at())
                .object(object(facts, failure))
                .evidence("answer", Words.answer(failure))
                .evidence("whose", String.valueOf(refused.population()).toLowerCase(Locale.ROOT))
                .saw(saw(facts, failure))
                .means("Rows made for the test were enough; where such rows exist the deploy stops here.");
        Preflight preflight = refused.preflight();
        if (preflight == null) {
            return builder.instead(sentence(instead(facts, failure)));
        }
        return builder.evidence("preflight", preflight.sql())
                .instead("Count them first: " + preflight.sql() + "; " + instead(facts, failure));
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static Reason reason(StepFacts facts, Failure failure) {
        if (Refusals.statement(facts, failure).writesRows()) {
            return Reason.ROWS_WRITTEN;
        }
        return switch (failure.sqlState()) {
            case "23505" -> Reason.DUPLICATES;
            case "23514" -> Reason.CHECK;
            default -> Reason.OTHER;
        };
    }

    static String object(StepFacts facts, Failure failure) {
        if (failure.table() == null) {
            return facts.step().version();
        }
        String table = table(facts, failure);
        String columns = columns(failure);
        // The key of a parent that is still referenced is not one of the child's columns.
        boolean parents = String.valueOf(failure.detail()).contains("is still referenced");
        if (columns.isEmpty() || columns.contains(",") || parents) {
            return table;
        }
        return table + "." + column(facts, failure);
    }

    /** The server answers with bare names; ours are quoted where SQL wants them so. */
    private static Optional<String> asWritten(StepFacts facts, ObjectKind kind, String bare) {
        return Stream.of(facts.before(), facts.after())
                .flatMap(schema -> schema.all(kind))
                .map(object -> object.id().name())
                .filter(name -> name.replace("\"", "").equals(bare))
                .findFirst();
    }

    /** The one column the server named, quoted where SQL wants it so. */
    static String column(StepFacts facts, Failure failure) {
        String bare = columns(failure).replace("\"", "");
        String table = table(facts, failure);
        return facts.before()
                .column(table, bare)
                .or(() -> facts.after().column(table, bare))
                .map(SqlWords::lastName)
                .orElse(quoted(bare));
    }

    private static String quoted(String bare) {
        return bare.matches("[a-z_][a-z0-9_$]*") ? bare : "\"" + bare + "\"";
    }

    /** The columns the server named, joined by commas; empty when it named none. */
    static String columns(Failure failure) {
        String column = failure.names().get("column");
        if (column != null) {
            return column;
        }
        Matcher key = KEY.matcher(String.valueOf(failure.detail()));
        return key.find() ? key.group(1) : "";
    }

    static String table(StepFacts facts, Failure failure) {
        String table = failure.table();
        if (table == null) {
            return "the table";
        }
        return asWritten(facts, ObjectKind.TABLE, table)
                .or(() -> asWritten(facts, ObjectKind.PARTITIONED_TABLE, table))
                .orElseGet(
                        () -> Stream.of(table.split("\\.")).map(OnRows::quoted).collect(Collectors.joining(".")));
    }
}
