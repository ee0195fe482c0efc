package dev.lockkeeper.chain.sqitch;

import dev.lockkeeper.chain.Mistakes;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.model.SourceSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of {@code sqitch.plan}: pragmas, changes with what they need, and tags. */
final class Plan {

    private static final Pattern CHANGE =
            Pattern.compile("[+-]?\\s*([^\\s@#:\\[]+)\\s*(?:\\[([^\\]]*)\\])?\\s+\\S+.*?(?:\\s#\\s*(.*))?");
    private static final Pattern TAG = Pattern.compile("@(\\S+)\\s.*");

    /**
     * One change.
     *
     * @param script the name of its files: with a tag when a later change of the same name replaced it
     */
    record Change(String name, String script, String note, SourceSpan at) {

        Change reworkedAt(String tag) {
            return new Change(name, name + "@" + tag, note, at);
        }
    }

    private final Mistakes mistakes;
    private final List<Change> changes = new ArrayList<>();
    /** For each change the first tag behind it, empty while there is none. */
    private final List<String> tagBehind = new ArrayList<>();

    private Plan(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    static List<Change> read(SourceText text, Mistakes mistakes) {
        Plan plan = new Plan(mistakes);
        for (int line = 1; line <= text.lines(); line++) {
            plan.line(text.line(line).strip(), new SourceSpan(text.file(), line));
        }
        return plan.changes;
    }

    private void line(String line, SourceSpan at) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("%")) {
            return;
        }
        Matcher tag = TAG.matcher(line);
        if (tag.matches()) {
            tagBehind.replaceAll(known -> known.isEmpty() ? tag.group(1) : known);
            return;
        }
        Matcher change = CHANGE.matcher(line);
        if (!change.matches()) {
            mistakes.add(at, "this is neither a change nor a tag nor a pragma");
            return;
        }
        add(new Change(change.group(1), change.group(1), change.group(3) == null ? "" : change.group(3), at));
        checkNeeds(change.group(2), at);
    }

    /** A change may come again once a tag has closed the earlier one, whose scripts then bear the tag. */
    private void add(Change change) {
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i).script().equals(change.name())) {
                if (tagBehind.get(i).isEmpty()) {
                    mistakes.add(
                            change.at(),
                            "the change %s is in the plan already, with no tag between".formatted(change.name()));
                } else {
                    changes.set(i, changes.get(i).reworkedAt(tagBehind.get(i)));
                }
            }
        }
        changes.add(change);
        tagBehind.add("");
    }

    /** Needs of other projects, conflicts and tags are left to sqitch. */
    private void checkNeeds(@Nullable String needs, SourceSpan at) {
        if (needs == null) {
            return;
        }
        Set<String> earlier = new HashSet<>();
        changes.forEach(change -> earlier.add(change.name()));
        for (String need : needs.strip().split("\\s+")) {
            String name = need.contains("@") ? need.substring(0, need.indexOf('@')) : need;
            boolean ours = !name.isEmpty() && !need.startsWith("!") && !need.contains(":");
            if (ours && !earlier.contains(name)) {
                mistakes.add(at, "it needs %s, which is not before it in the plan".formatted(name));
            }
        }
    }
}
