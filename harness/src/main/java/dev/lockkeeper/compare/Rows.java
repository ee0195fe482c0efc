package dev.lockkeeper.compare;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows one after the other, in the order of their keys. */
interface Rows extends AutoCloseable {

    /** Null after the last. */
    @Nullable
    Row next() throws SQLException;

    @Override
    void close() throws SQLException;
}
