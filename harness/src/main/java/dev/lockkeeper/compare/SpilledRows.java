package dev.lockkeeper.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows sorted by ourselves, canonical throughout: by their key where a server's order cannot be used, by a digest of all
 * they hold where nothing else tells them apart.
 */
final class SpilledRows implements Rows {

    private final Spill spill = new Spill();
    private final TablePair pair;
    private final boolean whole;

    /** @param told is called for every row that is read */
    SpilledRows(Side.Reader reader, TablePair pair, Runnable told) throws SQLException {
        this.pair = pair;
        this.whole = pair.key().isEmpty();
        boolean done = false;
        try (reader) {
            while (reader.next()) {
                spill.add(entry(pair.row(reader)));
                told.run();
            }
            done = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!done) {
                close();
            }
        }
    }

    @Override
    public @Nullable Row next() {
        try {
            Spill.Entry entry = spill.next();
            if (entry == null) {
                return null;
            }
            @Nullable
            Object[] load = Encoding.read(entry.load(), pair.meanings().size() + 1);
            return new Row(
                    new Object[] {new Bytes(entry.key())},
                    Arrays.copyOfRange(load, 1, load.length),
                    String.valueOf(load[0]),
                    true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            spill.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Spill.Entry entry(Row row) throws IOException {
        @Nullable Object[] load = new Object[row.values().length + 1];
        load[0] = row.place();
        for (int at = 0; at < row.values().length; at++) {
            load[at + 1] = pair.meanings().get(at).canonical(row.values()[at]);
        }
        byte[] key = whole ? digest(load) : Encoding.of(row.key());
        return new Spill.Entry(key, Encoding.of(load));
    }

    /** Of the columns that have to be the same; where the row lies is no part of it. */
    private byte[] digest(@Nullable Object[] load) throws IOException {
        @Nullable
        Object[] compared = pair.compared().stream().map(at -> load[at + 1]).toArray();
        try {
            return MessageDigest.getInstance("SHA-256").digest(Encoding.of(compared));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
