package dev.lockkeeper.rule;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the statement a finding should point at: the one that names what it is about. */
public final class Pointer {

    private static final Pattern DROP = Pattern.compile("(?i)\\bdrop\\b");

    private Pointer() {}

    /** In the up; the names from the most telling to the least, each perhaps with its schema. */
    public static SourceSpan up(StepFacts facts, @Nullable String... names) {
        return in(facts.up(), names).orElse(facts.at());
    }

    /** In the up, a statement that drops something and names it, before any other that names it. */
    public static SourceSpan dropping(StepFacts facts, @Nullable String... names) {
        List<Statement> drops = facts.up().statements().stream()
                .filter(statement -> DROP.matcher(statement.sql()).find())
                .toList();
        for (String name : names) {
            if (name != null) {
                Optional<Statement> found = drops.stream()
                        .filter(statement -> names(statement, name))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get().at();
                }
            }
        }
        return up(facts, names);
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
        return in(down, names.toArray(new String[0])).orElse(down.at());
    }

    private static void add(List<String> names, CatalogObject object) {
        names.add(object.id().name());
        if (object.table() != null) {
            names.add(object.table());
        }
    }

    private static Optional<SourceSpan> in(Script script, @Nullable String... names) {
        for (String name : names) {
            if (name != null) {
                Optional<SourceSpan> found = script.statements().stream()
                        .filter(statement -> names(statement, name))
                        .map(Statement::at)
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return script.statements().stream().map(Statement::at).findFirst();
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
