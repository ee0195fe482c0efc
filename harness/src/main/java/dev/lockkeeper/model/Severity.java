package dev.lockkeeper.model;

import java.util.Locale;

/** How much a finding weighs: an error makes a step unsafe, a warning wants a reader, a note only tells. */
public enum Severity {
    NOTE,
    WARNING,
    ERROR;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
