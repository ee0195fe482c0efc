package dev.lockkeeper.model;

import java.util.Locale;

/** Which way a script moves the schema. */
public enum Direction {
    UP,
    DOWN;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
