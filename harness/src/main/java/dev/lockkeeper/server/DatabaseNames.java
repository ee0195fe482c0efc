package dev.lockkeeper.server;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Names for databases of ours: nobody else's begin so. */
final class DatabaseNames {

    static final String PREFIX = "lockkeeper_";

    /** PostgreSQL cuts longer names off. */
    private static final int LONGEST = 63;

    private final String start;
    private final AtomicInteger count = new AtomicInteger();

    /** On a server of our own numbers are enough, and the same in every run. */
    static DatabaseNames ours() {
        return new DatabaseNames(PREFIX);
    }

    /** On a server that others use too. */
    static DatabaseNames amongOthers() {
        return new DatabaseNames(PREFIX + Secret.random(4) + "_");
    }

    private DatabaseNames(String start) {
        this.start = start;
    }

    String next(String hint) {
        String end = "_" + count.incrementAndGet();
        String middle = hint.startsWith(start) ? hint.substring(start.length()) : hint;
        middle = middle.replaceAll("_\\d+$", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        int room = LONGEST - start.length() - end.length();
        return start + (middle.length() > room ? middle.substring(0, room) : middle) + end;
    }

    String start() {
        return start;
    }

    boolean isOurs(String database) {
        return database.startsWith(start);
    }
}
