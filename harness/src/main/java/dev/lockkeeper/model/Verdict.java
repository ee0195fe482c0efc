package dev.lockkeeper.model;

import java.util.List;
import java.util.Locale;

/** What a step, a chain or a run comes to; ordered so that the worst wins. */
public enum Verdict {
    SAFE,
    UNDECIDED,
    UNSAFE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Verdict worst(List<Verdict> verdicts) {
        return verdicts.stream().max(Verdict::compareTo).orElse(SAFE);
    }
}
