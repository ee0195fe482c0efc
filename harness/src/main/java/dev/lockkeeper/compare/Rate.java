package dev.lockkeeper.compare;

/** Counts the rows of one table as they are read, and tells now and then. */
final class Rate {

    private static final int EVERY = 1 << 12;

    private final CompareProgress progress;
    private final String table;
    private final long of;
    private long began = System.nanoTime();
    private long done;
    private long told;

    Rate(CompareProgress progress, String table, long of) {
        this.progress = progress;
        this.table = table;
        this.of = of;
    }

    void read() {
        read(1);
    }

    void read(int rows) {
        done += rows;
        if (done - told >= EVERY || done >= of) {
            told = done;
            double seconds = Math.max(1e-3, (System.nanoTime() - began) / 1e9);
            progress.rows(table, done, of, (long) (done / seconds));
        }
    }

    /** The table is read from its beginning once more. */
    void again() {
        began = System.nanoTime();
        done = 0;
        told = 0;
    }
}
