package dev.lockkeeper.compare;

/** Is told how far a comparison has come; called often, so it should look at the clock itself. */
public interface CompareProgress {

    CompareProgress SILENT = (table, done, of, perSecond) -> {};

    /**
     * @param done rows read on both sides
     * @param of rows to read on both sides
     * @param perSecond rows read in a second, since the table began
     */
    void rows(String table, long done, long of, long perSecond);
}
