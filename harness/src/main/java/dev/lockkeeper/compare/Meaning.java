package dev.lockkeeper.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a pair of columns mean, so that the same value in two spellings is the same.
 *
 * @param kind decided by the type of the target, which is the stricter side
 * @param approximate whether one side keeps fractions in binary
 * @param unit microseconds that one is, where moments are written as whole numbers
 * @param zone what a moment without a zone is meant in
 */
record Meaning(Kind kind, boolean approximate, long unit, ZoneId zone) {

    /** So many digits of a binary fraction are what was written into it. */
    private static final MathContext CERTAIN = new MathContext(15);

    private static final int LONG_DIGITS = 18;

    enum Kind {
        BOOLEAN,
        NUMBER,
        TEXT,
        PADDED_TEXT,
        BYTES,
        MOMENT,
        LOCAL_MOMENT,
        TIME,
        UUID,
        JSON;

        /** Whether the order of its type is the same everywhere; otherwise its text decides, byte by byte. */
        boolean ordersByItself() {
            return switch (this) {
                case BOOLEAN, NUMBER, BYTES, MOMENT, LOCAL_MOMENT, TIME, UUID -> true;
                case TEXT, PADDED_TEXT, JSON -> false;
            };
        }
    }

    static Meaning of(SideColumn source, SideColumn target, ZoneId zone) {
        return new Meaning(kind(target), source.isApproximate() || target.isApproximate(), 1, zone);
    }

    Meaning withUnit(long micros) {
        return new Meaning(kind, approximate, micros, zone);
    }

    boolean isMoment() {
        return kind == Kind.MOMENT || kind == Kind.LOCAL_MOMENT;
    }

    private static Kind kind(SideColumn column) {
        if (column.array()) {
            return Kind.JSON;
        }
        return switch (column.base()) {
            case "boolean" -> Kind.BOOLEAN;
            case "smallint", "integer", "bigint", "numeric", "real", "double precision", "oid" -> Kind.NUMBER;
            case "bytea" -> Kind.BYTES;
            case "timestamp with time zone" -> Kind.MOMENT;
            case "timestamp without time zone", "date" -> Kind.LOCAL_MOMENT;
            case "time without time zone" -> Kind.TIME;
            case "uuid" -> Kind.UUID;
            case "json", "jsonb" -> Kind.JSON;
            case "character" -> Kind.PADDED_TEXT;
            default -> Kind.TEXT;
        };
    }

    /** Whether two values are the same, as they came from the drivers. */
    boolean same(@Nullable Object source, @Nullable Object target) {
        return Objects.equals(source, target) || Objects.equals(canonical(source), canonical(target));
    }

    /** The one spelling of a value; what cannot be read as what the column means stays as it is. */
    @Nullable
    Object canonical(@Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        return switch (kind) {
            case BOOLEAN -> truth(raw);
            case NUMBER -> number(raw);
            case TEXT -> text(raw);
            case PADDED_TEXT -> text(raw).replaceFirst(" +$", "");
            case BYTES -> bytes(raw);
            case MOMENT -> moment(raw, zone);
            case LOCAL_MOMENT -> moment(raw, ZoneOffset.UTC);
            case TIME -> raw instanceof String text ? orText(Moments.readTime(text), raw) : text(raw);
            case UUID -> uuid(raw);
            case JSON -> orText(JsonForm.of(text(raw)), raw);
        };
    }

    private static Object orText(@Nullable Object read, Object raw) {
        return read == null ? text(raw) : read;
    }

    private static Object truth(Object raw) {
        return switch (text(raw).strip().toLowerCase(Locale.ROOT)) {
            case "1", "t", "true", "y", "yes", "on", "1.0" -> Boolean.TRUE;
            case "0", "f", "false", "n", "no", "off", "0.0" -> Boolean.FALSE;
            default -> text(raw);
        };
    }

    private Object number(Object raw) {
        if (raw instanceof Number && !(raw instanceof Double)) {
            return ((Number) raw).longValue();
        }
        String written = text(raw).strip();
        try {
            if (written.length() <= LONG_DIGITS && isDigits(written)) {
                return Long.parseLong(written);
            }
            return plain(raw instanceof Double real && isWhole(real) ? new BigDecimal(real) : new BigDecimal(written));
        } catch (NumberFormatException e) {
            return written.equals("inf") ? "Infinity" : written;
        }
    }

    private static boolean isWhole(double real) {
        return real == Math.rint(real) && !Double.isInfinite(real);
    }

    private static boolean isDigits(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return text.length() > from;
    }

    private Object plain(BigDecimal exact) {
        BigDecimal stripped = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
        if (stripped.scale() > 0 && approximate) {
            stripped = stripped.round(CERTAIN).stripTrailingZeros();
        }
        return fitsLong(stripped) ? (Object) stripped.longValueExact() : stripped;
    }

    private static boolean fitsLong(BigDecimal number) {
        return number.scale() <= 0
                && number.precision() - number.scale() <= LONG_DIGITS + 1
                && number.toBigIntegerExact().bitLength() < Long.SIZE;
    }

    private static Object bytes(Object raw) {
        if (raw instanceof byte[] content) {
            return new Bytes(content);
        }
        String text = text(raw);
        if (text.startsWith("\\x")) {
            try {
                return new Bytes(HexFormat.of().parseHex(text, 2, text.length()));
            } catch (IllegalArgumentException e) {
                return new Bytes(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private Object moment(Object raw, ZoneId local) {
        if (raw instanceof Double real) {
            return Moments.ofReal(real);
        }
        if (raw instanceof Number whole && Math.abs(whole.longValue()) < Long.MAX_VALUE / unit) {
            return whole.longValue() * unit;
        }
        return orText(Moments.read(text(raw), local), raw);
    }

    private static Object uuid(Object raw) {
        String hex = raw instanceof byte[] content && content.length == 16
                ? HexFormat.of().formatHex(content)
                : text(raw).toLowerCase(Locale.ROOT).replaceAll("[{}-]", "");
        return hex.length() == 32
                ? String.join(
                        "-",
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20))
                : text(raw);
    }

    /** A canonical value for people. */
    String spelled(Object canonical) {
        if (isMoment() && canonical instanceof Long micros) {
            return Moments.spelled(micros);
        }
        boolean time = kind == Kind.TIME && canonical instanceof Long;
        return time ? Moments.spelledTime((Long) canonical) : spelledAsRead(canonical);
    }

    /** A value for people, as a driver read it. */
    static String spelledAsRead(Object raw) {
        return raw instanceof byte[] content
                ? new Bytes(content).toString()
                : raw instanceof BigDecimal number ? number.toPlainString() : raw.toString();
    }

    /** What a driver read, as text; bytes that are no text stay recognisable as such. */
    static String text(Object raw) {
        if (!(raw instanceof byte[] content)) {
            return raw.toString();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return "\\x" + HexFormat.of().formatHex(content);
        }
    }
}
