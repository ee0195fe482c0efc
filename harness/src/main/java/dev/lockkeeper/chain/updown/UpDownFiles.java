package dev.lockkeeper.chain.updown;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.StepDraft;
import dev.lockkeeper.chain.Versions;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Files paired by version: at most one up and one down of each. */
final class UpDownFiles<K extends Comparable<K>> {

    /** One version's files. */
    static final class Pair {
        private final String version;
        private final String title;
        private @Nullable Path up;
        private @Nullable Path down;

        private Pair(String version, String title) {
            this.version = version;
            this.title = title;
        }

        String version() {
            return version;
        }

        String description() {
            return Versions.words(title);
        }

        Path up() {
            if (up == null) {
                throw new IllegalStateException("version " + version + " has no up");
            }
            return up;
        }

        @Nullable
        Path down() {
            return down;
        }
    }

    private final ChainDraft draft;
    private final Map<K, Pair> pairs;

    UpDownFiles(ChainDraft draft) {
        this.draft = draft;
        this.pairs = new TreeMap<>();
    }

    /** The first up gives the pair its name; a second file of one version and direction is a mistake. */
    void up(K key, String version, String title, Path file) {
        Pair pair = pairs.get(key);
        if (pair != null && pair.up != null) {
            twice(version, "up", file, pair.up);
            return;
        }
        Pair named = new Pair(version, title);
        named.up = file;
        named.down = pair == null ? null : pair.down;
        pairs.put(key, named);
    }

    void down(K key, String version, String title, Path file) {
        Pair pair = pairs.computeIfAbsent(key, absent -> new Pair(version, title));
        if (pair.down != null) {
            twice(version, "down", file, pair.down);
            return;
        }
        pair.down = file;
    }

    private void twice(String version, String direction, Path file, Path other) {
        draft.mistakes()
                .add(
                        new SourceSpan(draft.nameOf(file), 1),
                        "version %s has its %s already in %s".formatted(version, direction, draft.nameOf(other)),
                        "give one of them another version");
    }

    /** Adds each pair as a step, both ways sent alike. */
    void addSteps(Function<SourceText, Grouping> grouping) {
        for (Pair pair : inOrder()) {
            SourceText up = draft.text(pair.up());
            StepDraft step =
                    draft.step(pair.version(), pair.description()).file(up).up(draft.sql(up, grouping.apply(up)));
            Path downFile = pair.down();
            if (downFile != null) {
                SourceText down = draft.text(downFile);
                step.file(down).down(draft.sql(down, grouping.apply(down)));
            }
            step.add();
        }
    }

    /** The pairs in order; a down without an up is a mistake and left out. */
    private List<Pair> inOrder() {
        for (Pair pair : pairs.values()) {
            if (pair.up == null && pair.down != null) {
                draft.mistakes()
                        .add(
                                new SourceSpan(draft.nameOf(pair.down), 1),
                                "a down without an up: no up has the version " + pair.version,
                                "rename the down to the version of its up, or delete it");
            }
        }
        return pairs.values().stream().filter(pair -> pair.up != null).toList();
    }
}
