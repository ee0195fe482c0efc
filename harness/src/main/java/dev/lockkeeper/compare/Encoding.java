package dev.lockkeeper.compare;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Canonical values as bytes and back: equal values have equal bytes. */
final class Encoding {

    private static final int NULL = 0;
    private static final int TRUTH = 1;
    private static final int WHOLE = 2;
    private static final int DECIMAL = 3;
    private static final int TEXT = 4;
    private static final int BYTES = 5;

    private Encoding() {}

    static byte[] of(@Nullable Object... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Object value : values) {
            write(out, value);
        }
        return bytes.toByteArray();
    }

    static @Nullable Object[] read(byte[] encoded, int count) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
        @Nullable Object[] values = new Object[count];
        for (int at = 0; at < count; at++) {
            values[at] = read(in);
        }
        return values;
    }

    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Boolean truth) {
            out.writeByte(TRUTH);
            out.writeBoolean(truth);
        } else if (value instanceof Long whole) {
            out.writeByte(WHOLE);
            out.writeLong(whole);
        } else if (value instanceof Bytes content) {
            write(out, BYTES, content.content());
        } else {
            write(
                    out,
                    value instanceof BigDecimal ? DECIMAL : TEXT,
                    value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(DataOutputStream out, int tag, byte[] content) throws IOException {
        out.writeByte(tag);
        out.writeInt(content.length);
        out.write(content);
    }

    private static @Nullable Object read(DataInputStream in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case NULL -> null;
            case TRUTH -> in.readBoolean();
            case WHOLE -> in.readLong();
            case BYTES -> new Bytes(in.readNBytes(in.readInt()));
            default -> {
                String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                yield tag == DECIMAL ? new BigDecimal(text) : text;
            }
        };
    }
}
