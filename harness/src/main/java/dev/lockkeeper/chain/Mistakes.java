package dev.lockkeeper.chain;

import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything wrong with a chain's files, gathered so that the user hears of all of it at once. */
public final class Mistakes {

    private record Mistake(SourceSpan at, String what) {}

    private final List<Mistake> found = new ArrayList<>();
    private final Set<String> advice = new LinkedHashSet<>();

    public void add(SourceSpan at, String what) {
        found.add(new Mistake(at, what));
    }

    /** A mistake with what the user can do about it. */
    public void add(SourceSpan at, String what, String tryThis) {
        add(at, what);
        advice.add(tryThis);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** @throws LockkeeperException with every mistake, in the order of files and lines */
    public void throwIfAny(String doing) {
        if (found.isEmpty()) {
            return;
        }
        LockkeeperException trouble = LockkeeperException.because(doing)
                .answered(found.stream()
                        .sorted(Comparator.comparing(Mistake::at))
                        .map(mistake -> mistake.at() + ": " + mistake.what())
                        .distinct()
                        .collect(Collectors.joining("\n")));
        throw advice.isEmpty() ? trouble : trouble.tryThis(String.join("; ", advice));
    }
}
