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

    /** Of one step, by what was found and what could not be seen. */
    public static Verdict of(List<Finding> findings, List<String> notObserved) {
        boolean error = findings.stream().anyMatch(one -> one.stands() && one.severity() == Severity.ERROR);
        if (error) {
            return UNSAFE;
        }
        return notObserved.isEmpty() ? SAFE : UNDECIDED;
    }

    public static Verdict worst(List<Verdict> verdicts) {
        return verdicts.stream().max(Verdict::compareTo).orElse(SAFE);
    }
}
