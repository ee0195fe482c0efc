package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * The rows of a table too long for a picture of objects: its digest, and the lines of a {@code COPY}, parsed when
 * somebody looks at one.
 *
 * @param lines empty when the table is too long even for that
 */
record KeptRows(Digest digest, List<byte[]> lines) {

    /** From here on a table is digested first, and its rows are kept as bytes. */
    static final int LONG = 20_000;

    /** From here on only the digest is kept. */
    static final long TOO_LONG = 4_000_000;

    KeptRows {
        lines = List.copyOf(lines);
    }

    long rows() {
        return digest.rows();
    }

    boolean whole() {
        return lines.size() == digest.rows();
    }

    /** Takes the rows from an earlier picture when the digest says that they are the same. */
    static KeptRows of(Connection session, TableShape shape, @Nullable TablePicture earlier) throws SQLException {
        Digest digest = Digest.of(session, shape);
        if (earlier != null && earlier.shape().columns().equals(shape.columns())) {
            KeptRows before = earlier.kept();
            if (before != null && before.digest().equals(digest)) {
                return before;
            }
        }
        return new KeptRows(digest, digest.rows() > TOO_LONG ? List.of() : copy(session, shape));
    }

    private static List<byte[]> copy(Connection session, TableShape shape) throws SQLException {
        String columns = shape.columns().stream().map(Column::quoted).collect(Collectors.joining(", "));
        String sql = "COPY (SELECT " + columns + " FROM " + DataPicture.from(shape) + ") TO STDOUT";
        Lines lines = new Lines();
        try {
            session.unwrap(BaseConnection.class).getCopyAPI().copyOut(sql, lines);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return lines.taken;
    }

    /** The rows as values. */
    List<@Nullable String[]> values() {
        return new AbstractList<>() {
            @Override
            public @Nullable String[] get(int index) {
                return parse(new String(lines.get(index), StandardCharsets.UTF_8));
            }

            @Override
            public int size() {
                return lines.size();
            }
        };
    }

    private static @Nullable String[] parse(String line) {
        String[] fields = line.split("\t", -1);
        @Nullable String[] values = new String[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = unescape(fields[i]);
        }
        return values;
    }

    private static @Nullable String unescape(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        if (field.equals("\\N")) {
            return null;
        }
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                i++;
                c = switch (field.charAt(i)) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'v' -> '\u000b';
                    default -> field.charAt(i);
                };
            }
            text.append(c);
        }
        return text.toString();
    }

    /** Takes each line of a COPY; the driver writes one row at a time. */
    private static final class Lines extends OutputStream {
        private final List<byte[]> taken = new ArrayList<>();

        @Override
        public void write(int single) {
            throw new IllegalStateException("the driver writes whole rows");
        }

        @Override
        public void write(byte[] row, int from, int length) {
            int end = length > 0 && row[from + length - 1] == '\n' ? length - 1 : length;
            byte[] line = new byte[end];
            System.arraycopy(row, from, line, 0, end);
            taken.add(line);
        }
    }
}
