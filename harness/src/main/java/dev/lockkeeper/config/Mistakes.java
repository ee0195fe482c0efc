package dev.lockkeeper.config;

import dev.lockkeeper.model.LockkeeperException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong with one file, so that all of it is said at once. */
final class Mistakes {

    private record Mistake(int line, String text) {}

    private final Path file;
    private final List<Mistake> mistakes = new ArrayList<>();

    Mistakes(Path file) {
        this.file = file;
    }

    void add(int line, String text) {
        mistakes.add(new Mistake(line, text));
    }

    void throwIfAny() {
        if (mistakes.isEmpty()) {
            return;
        }
        String lines = mistakes.stream()
                .sorted(Comparator.comparingInt(Mistake::line))
                .map(mistake -> file.getFileName() + ":" + mistake.line() + ": " + mistake.text())
                .distinct()
                .collect(Collectors.joining("\n"));
        String count = mistakes.size() == 1 ? "one mistake" : mistakes.size() + " mistakes";
        throw LockkeeperException.because("Could not read " + file + ": " + count + ".")
                .answered(lines);
    }
}
