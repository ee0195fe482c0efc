package dev.lockkeeper.cli;

import dev.lockkeeper.experiment.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Shows what a run is doing: one line that changes on a terminal, a line now and then elsewhere. */
final class ProgressLine implements Progress, AutoCloseable {

    private static final String CLEAR = "\r\u001B[K";
    private static final long PLAIN_EVERY_NANOS = 10_000_000_000L;
    private static final long LIVE_EVERY_NANOS = 50_000_000L;

    private enum Manner {
        SILENT,
        PLAIN,
        LIVE
    }

    private record Standing(int done, int of) {}

    private final Console console;
    private final Manner manner;
    private final Map<String, Standing> chains = new LinkedHashMap<>();
    private long lastSaid = System.nanoTime();
    private boolean lineStands;

    private ProgressLine(Console console, Manner manner) {
        this.console = console;
        this.manner = manner;
    }

    static ProgressLine silent(Console console) {
        return new ProgressLine(console, Manner.SILENT);
    }

    static ProgressLine plain(Console console) {
        return new ProgressLine(console, Manner.PLAIN);
    }

    static ProgressLine live(Console console) {
        return new ProgressLine(console, Manner.LIVE);
    }

    @Override
    public synchronized void step(String chain, int done, int of, String title) {
        chains.put(chain, new Standing(done, of));
        if (isTime()) {
            say(line(chain, title));
        }
    }

    /** How far something has come that is no step of a chain. */
    synchronized void state(Supplier<String> line) {
        if (isTime()) {
            say(line.get());
        }
    }

    private boolean isTime() {
        long every = manner == Manner.LIVE ? LIVE_EVERY_NANOS : PLAIN_EVERY_NANOS;
        return manner != Manner.SILENT && System.nanoTime() - lastSaid >= every;
    }

    private void say(String line) {
        lastSaid = System.nanoTime();
        if (manner == Manner.LIVE) {
            console.err().print(CLEAR + shortened(line));
            console.err().flush();
            lineStands = true;
        } else {
            console.err().println(line);
        }
    }

    @Override
    public synchronized void note(String line) {
        long now = System.nanoTime();
        if (manner == Manner.SILENT || manner == Manner.PLAIN && now - lastSaid < PLAIN_EVERY_NANOS) {
            return;
        }
        lastSaid = now;
        clear();
        console.err().println(line);
    }

    @Override
    public synchronized void close() {
        clear();
    }

    private void clear() {
        if (lineStands) {
            console.err().print(CLEAR);
            console.err().flush();
            lineStands = false;
        }
    }

    private String line(String chain, String title) {
        int done = chains.values().stream().mapToInt(Standing::done).sum();
        int of = chains.values().stream().mapToInt(Standing::of).sum();
        return "step " + done + " of " + of + ": " + chain + " " + title;
    }

    private String shortened(String line) {
        int width = console.width() - 1;
        return line.length() <= width ? line : line.substring(0, width - 1) + "…";
    }
}
