package dev.lockkeeper.rule;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the statement a finding should point at: the one that names what it is about. */
public final class Pointer {

    private static final Pattern DROP = Pattern.compile("(?i)\\bdrop\\b");

    private Pointer() {}

    /** In the up; the names from the most telling to the least, each perhaps with its schema: an object and its table. */
    public static SourceSpan up(StepFacts facts, @Nullable String... names) {
        return in(facts.up(), names).orElse(facts.at());
    }

    /** In the up, a statement that says the words (as {@link SqlWords#has} knows them) of all the names. */
    public static SourceSpan saying(StepFacts facts, String phrase, @Nullable String... names) {
        List<Statement> saying = facts.up().statements().stream()
                .filter(statement -> SqlWords.of(statement).has(phrase))
                .toList();
        return namingAll(saying, names)
                .or(() -> naming(saying, names))
                .map(Statement::at)
                .orElseGet(() -> up(facts, names));
    }

    /** In the up, a statement that drops something and names it, before any other that names it. */
    public static SourceSpan dropping(StepFacts facts, @Nullable String... names) {
        List<Statement> drops = facts.up().statements().stream()
                .filter(statement -> DROP.matcher(statement.sql()).find())
                .toList();
        return namingAll(drops, names)
                .or(() -> naming(drops, names))
                .map(Statement::at)
                .orElseGet(() -> up(facts, names));
    }

    /** In the down, or at the step where there is none. */
    public static SourceSpan down(StepFacts facts, CatalogDiff diff) {
        if (facts.down().isEmpty()) {
            return facts.at();
        }
        Script down = facts.down().get();
        List<String> names = new ArrayList<>();
        diff.removed().forEach(object -> add(names, object));
        diff.added().forEach(object -> add(names, object));
        diff.changed().forEach(change -> add(names, change.after()));
        return naming(down.statements(), names.toArray(new String[0]))
                .or(() -> down.statements().stream().findFirst())
                .map(Statement::at)
                .orElse(down.at());
    }

    private static void add(List<String> names, CatalogObject object) {
        names.add(object.id().name());
        if (object.table() != null) {
            names.add(object.table());
        }
    }

    private static Optional<SourceSpan> in(Script script, @Nullable String... names) {
        List<Statement> statements = script.statements();
        return namingAll(statements, names)
                .or(() -> naming(statements, names))
                .or(() -> statements.stream().findFirst())
                .map(Statement::at);
    }

    /** Two tables may each have a column of the name; the table's name says which is meant. */
    private static Optional<Statement> namingAll(List<Statement> statements, @Nullable String... names) {
        List<String> given = Stream.of(names).filter(Objects::nonNull).limit(2).toList();
        return given.size() < 2
                ? Optional.empty()
                : statements.stream()
                        .filter(statement -> given.stream().allMatch(name -> names(statement, name)))
                        .findFirst();
    }

    private static Optional<Statement> naming(List<Statement> statements, @Nullable String... names) {
        return Stream.of(names)
                .filter(Objects::nonNull)
                .flatMap(name -> statements.stream().filter(statement -> names(statement, name)).findFirst().stream())
                .findFirst();
    }

    /** Whether the statement holds the last part of the name as a word of its own. */
    public static boolean names(Statement statement, String name) {
        String bare = name.contains("(") ? name.substring(0, name.indexOf('(')) : name;
        String last = bare.substring(bare.lastIndexOf('.') + 1).replace("\"", "");
        return Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(last) + "(?![\\w$])")
                .matcher(statement.sql())
                .find();
    }
}
