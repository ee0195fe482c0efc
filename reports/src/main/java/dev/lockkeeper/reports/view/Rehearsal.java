package dev.lockkeeper.reports.view;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Fact.Blocked;
import dev.lockkeeper.model.Fact.Bounded;
import dev.lockkeeper.model.Fact.Rehearsed;
import dev.lockkeeper.model.Fact.Waited;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A step beside others, in sentences. */
public final class Rehearsal {

    private static final int NAMED = 4;

    private final Rehearsed seen;

    private Rehearsal(Rehearsed seen) {
        this.seen = seen;
    }

    /** Empty where no rehearsal was asked for, or nobody had to wait in it. */
    public static List<String> of(StepReport step) {
        @Nullable Rehearsed seen = step.rehearsed();
        return seen == null ? List.of() : new Rehearsal(seen).sentences();
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        seen.waits().forEach(wait -> sentences.add(waited(wait)));
        Map<SourceSpan, List<Blocked>> byStatement = new TreeMap<>();
        seen.blocks().forEach(block -> byStatement
                .computeIfAbsent(block.at(), at -> new ArrayList<>())
                .add(block));
        byStatement.forEach((at, blocks) -> sentences.add(blocked(at, blocks)));
        if (seen.refused() != null) {
            sentences.add("it gave up at " + place(seen.refused()));
        }
        if (seen.bounded() != null) {
            sentences.add(bounded(seen.bounded()));
        }
        if (!sentences.isEmpty() && !seen.left().isEmpty()) {
            sentences.add("nobody read and wrote " + Words.some(seen.left(), NAMED));
        }
        return sentences;
    }

    private static String waited(Waited wait) {
        String bound = wait.lockTimeout() > 0
                ? ", with a lock_timeout of " + Words.duration(wait.lockTimeout())
                : wait.lockTimeout() == 0 ? ", without a lock_timeout" : "";
        return "line " + wait.at().line() + " waited " + Words.duration(wait.millis()) + " for a reader" + bound;
    }

    private static String blocked(SourceSpan at, List<Blocked> blocks) {
        long longest = blocks.stream().mapToLong(Blocked::millis).max().orElse(0);
        boolean queued = blocks.stream().anyMatch(Blocked::queued);
        boolean deadlock = blocks.stream().anyMatch(Blocked::deadlock);
        List<String> tables = blocks.stream().map(Blocked::table).distinct().toList();
        List<String> what =
                tables.stream().map(table -> kinds(blocks, table) + table).toList();
        return Words.some(what, NAMED) + " waited up to " + Words.duration(longest)
                + (queued ? ", queued behind line " : " for line ") + at.line()
                + (deadlock ? ", and it waited for them: a deadlock" : "");
    }

    private static String kinds(List<Blocked> blocks, String table) {
        boolean reads = blocks.stream().anyMatch(one -> one.table().equals(table) && !one.writes());
        boolean writes = blocks.stream().anyMatch(one -> one.table().equals(table) && one.writes());
        return reads && writes ? "reads and writes of " : reads ? "reads of " : "writes of ";
    }

    private static String bounded(Bounded bounded) {
        List<String> left = Stream.of(
                        bounded.left().added().stream(),
                        bounded.left().changed().stream().map(change -> change.after()),
                        bounded.left().removed().stream())
                .flatMap(objects -> objects)
                .map(Rehearsal::name)
                .distinct()
                .toList();
        return "a lock_timeout would have stopped it at " + place(bounded.refusal()) + " and left "
                + (left.isEmpty() ? "nothing" : Words.some(left, NAMED)) + " behind";
    }

    private static String name(CatalogObject object) {
        return ("false".equals(object.trait(Trait.VALID)) ? "the invalid " : "") + object.id();
    }

    private static String place(Failure failure) {
        return "line " + failure.at().line() + " (" + failure.sqlState() + ")";
    }
}
