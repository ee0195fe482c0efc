package dev.lockkeeper.compare;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows in the order a server gave them; does not take its word for it. */
final class OrderedRows implements Rows {

    /** The server's order is another than ours: keys in mixed spellings, text in an encoding of its own. */
    static final class OutOfOrder extends RuntimeException {

        OutOfOrder() {
            super("rows do not come in the order of their keys", null, false, false);
        }
    }

    private final Side.Reader reader;
    private final TablePair pair;
    private @Nullable Row last;

    OrderedRows(Side.Reader reader, TablePair pair) {
        this.reader = reader;
        this.pair = pair;
    }

    @Override
    public @Nullable Row next() throws SQLException {
        if (!reader.next()) {
            return null;
        }
        Row row = pair.row(reader);
        if (last != null && KeyOrder.compare(last.key(), row.key()) > 0) {
            throw new OutOfOrder();
        }
        last = row;
        return row;
    }

    @Override
    public void close() throws SQLException {
        reader.close();
    }
}
