package dev.lockkeeper.compare;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Sorts more records than memory holds, by way of files that are gone afterwards. */
final class Spill implements AutoCloseable {

    /** What is sorted: bytes, and what goes along with them. */
    record Entry(byte[] key, byte[] load) {}

    private static final Comparator<Entry> ORDER = (one, other) -> {
        int keys = Arrays.compareUnsigned(one.key, other.key);
        return keys != 0 ? keys : Arrays.compareUnsigned(one.load, other.load);
    };

    private static final long RUN_BYTES = 8L << 20;
    private static final int ENTRY_BYTES = 64;
    private static final int BUFFER = 1 << 15;

    /** More files than this at once would take too many buffers and handles. */
    private static final int FAN = 64;

    private final long runBytes;
    private final List<Path> runs = new ArrayList<>();
    private final List<Run> open = new ArrayList<>();
    private List<Entry> held = new ArrayList<>();
    private long heldBytes;
    private @Nullable PriorityQueue<Run> merge;

    Spill() {
        this(RUN_BYTES);
    }

    Spill(long runBytes) {
        this.runBytes = runBytes;
    }

    void add(Entry entry) throws IOException {
        held.add(entry);
        heldBytes += entry.key.length + entry.load.length + ENTRY_BYTES;
        if (heldBytes > runBytes) {
            held.sort(ORDER);
            write(held.iterator()::next, held.size());
            held = new ArrayList<>();
            heldBytes = 0;
            if (runs.size() >= FAN) {
                join();
            }
        }
    }

    /** The next in order, null after the last; nothing can be added once this was asked. */
    @Nullable
    Entry next() throws IOException {
        if (merge == null) {
            held.sort(ORDER);
            merge = openAll();
            Run rest = new Run(held);
            if (rest.advance()) {
                merge.add(rest);
            }
        }
        return pull(merge);
    }

    @Override
    public void close() throws IOException {
        for (Run run : open) {
            run.close();
        }
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }

    private interface Source {
        @Nullable
        Entry next() throws IOException;
    }

    private void join() throws IOException {
        List<Path> joined = List.copyOf(runs);
        PriorityQueue<Run> all = openAll();
        write(() -> pull(all), Long.MAX_VALUE);
        for (Run run : open) {
            run.close();
        }
        open.clear();
        for (Path run : joined) {
            Files.delete(run);
        }
        runs.removeAll(joined);
    }

    private void write(Source source, long count) throws IOException {
        Path file = Files.createTempFile("lockkeeper-compare", ".run");
        file.toFile().deleteOnExit();
        runs.add(file);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            for (long at = 0; at < count; at++) {
                Entry entry = source.next();
                if (entry == null) {
                    return;
                }
                out.writeInt(entry.key.length);
                out.write(entry.key);
                out.writeInt(entry.load.length);
                out.write(entry.load);
            }
        }
    }

    private PriorityQueue<Run> openAll() throws IOException {
        PriorityQueue<Run> all = new PriorityQueue<>((one, other) -> ORDER.compare(one.head(), other.head()));
        for (Path file : runs) {
            Run run = new Run(file);
            open.add(run);
            if (run.advance()) {
                all.add(run);
            }
        }
        return all;
    }

    private static @Nullable Entry pull(PriorityQueue<Run> all) throws IOException {
        Run first = all.poll();
        if (first == null) {
            return null;
        }
        Entry entry = first.head();
        if (first.advance()) {
            all.add(first);
        }
        return entry;
    }

    /** Records in order, from a file or from memory. */
    private static final class Run {

        private final @Nullable DataInputStream file;
        private final java.util.Iterator<Entry> memory;
        private @Nullable Entry head;

        Run(Path file) throws IOException {
            this.file = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            this.memory = java.util.Collections.emptyIterator();
        }

        Run(List<Entry> memory) {
            this.file = null;
            this.memory = memory.iterator();
        }

        Entry head() {
            return java.util.Objects.requireNonNull(head);
        }

        boolean advance() throws IOException {
            head = file == null ? (memory.hasNext() ? memory.next() : null) : read(file);
            return head != null;
        }

        void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }

        private static @Nullable Entry read(DataInputStream file) throws IOException {
            int length;
            try {
                length = file.readInt();
            } catch (EOFException end) {
                return null;
            }
            byte[] key = file.readNBytes(length);
            return new Entry(key, file.readNBytes(file.readInt()));
        }
    }
}
