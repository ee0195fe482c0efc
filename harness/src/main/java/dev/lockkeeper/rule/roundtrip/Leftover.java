package dev.lockkeeper.rule.roundtrip;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogDiff.Change;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a way back may leave without harm, and what nobody could take back. */
final class Leftover {

    /** Comments first, then what keeps its blanks, then words and single signs. */
    private static final Pattern TOKEN =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']++|'')*+'|\"[^\"]*+\"|[\\w$]++|[^\\s\\w$]", Pattern.DOTALL);

    private static final Pattern CODE = Pattern.compile("(?i)\\blanguage (plpgsql|sql)\\b");

    private Leftover() {}

    /** Some projects leave every down empty on purpose; saying so at each step would bury the rest. */
    static boolean emptyByHabit(StepFacts facts) {
        List<Script> downs = facts.chain().steps().stream()
                .map(step -> step.down() instanceof Down.Written written ? written.source() : null)
                .filter(Script.class::isInstance)
                .map(Script.class::cast)
                .toList();
        return downs.stream().filter(Script::isEmpty).count() * 2 > downs.size() && downs.size() > 2;
    }

    /** Labels of an enum cannot be dropped, and an extension made IF NOT EXISTS may be somebody else's by now. */
    static boolean cannotBeTakenBack(CatalogDiff left) {
        return left.removed().isEmpty()
                && left.added().stream().allMatch(Leftover::isExtensionOrItsComment)
                && left.changed().stream().allMatch(Leftover::gainedLabels);
    }

    static boolean onlyLabels(CatalogDiff left) {
        return cannotBeTakenBack(left)
                && left.added().isEmpty()
                && !left.changed().isEmpty();
    }

    /** Nothing but functions that do the same, with other comments and blanks in their text. */
    static boolean onlyText(CatalogDiff left) {
        return left.removed().isEmpty()
                && left.added().isEmpty()
                && left.changed().stream().allMatch(Leftover::sameCode);
    }

    private static boolean sameCode(Change change) {
        String before = change.before().definition();
        String after = change.after().definition();
        ObjectKind kind = change.id().kind();
        return (kind == ObjectKind.FUNCTION || kind == ObjectKind.PROCEDURE)
                && CODE.matcher(before).find()
                && CODE.matcher(after).find()
                && tokens(before).equals(tokens(after));
    }

    private static List<String> tokens(String code) {
        Matcher matcher = TOKEN.matcher(code);
        return Stream.iterate(matcher.find(), found -> found, found -> matcher.find())
                .map(found -> matcher.group())
                .filter(token -> !token.startsWith("--") && !token.startsWith("/*"))
                .map(Leftover::statement)
                .toList();
    }

    /** A string of several lines is a statement to execute: lines of it that only comment do nothing. */
    private static String statement(String token) {
        return token.startsWith("'") && token.contains("\n")
                ? token.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("--"))
                        .collect(Collectors.joining("\n"))
                : token;
    }

    private static boolean isExtensionOrItsComment(CatalogObject object) {
        ObjectKind kind = object.id().kind();
        return kind == ObjectKind.EXTENSION
                || (kind == ObjectKind.COMMENT && object.id().name().startsWith("extension "));
    }

    private static boolean gainedLabels(Change change) {
        String before = change.before().trait(Trait.LABELS);
        String after = change.after().trait(Trait.LABELS);
        return change.id().kind() == ObjectKind.ENUM
                && before != null
                && after != null
                && List.of(after.split(",")).containsAll(List.of(before.split(",")));
    }
}
