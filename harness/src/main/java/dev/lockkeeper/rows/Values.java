package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TypeShape;
import dev.lockkeeper.catalog.TypeShape.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Values of every type, as text the server reads: ordinary ones, and ones chosen to hurt. */
final class Values {

    /** What is asked for: a type with its modifier, and the column's name, which hints at the content of texts. */
    record Wanted(TypeShape type, int modifier, String name) {

        Wanted inner() {
            TypeShape inner = type.inner();
            if (inner == null) {
                throw new IllegalStateException(type.name() + " is made of nothing");
            }
            return new Wanted(inner, type.kind() == Kind.DOMAIN ? type.innerModifier() : modifier, name);
        }
    }

    private static final int LONG_TEXT = 5000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 3, 1);

    private Values() {}

    // ---- ordinary

    /**
     * An ordinary value, another one for each number as far as the type has so many.
     *
     * @param number distinct per row, small
     * @param band distinct per table, for values that tell rows apart
     */
    static String plain(Wanted wanted, int number, long band) {
        TypeShape type = wanted.type();
        return switch (type.kind()) {
            case DOMAIN -> plain(wanted.inner(), number, band);
            case ENUM ->
                type.labels().isEmpty()
                        ? ""
                        : type.labels().get(number % type.labels().size());
            case ARRAY -> array(List.of(plain(wanted.inner(), number, band)));
            case COMPOSITE ->
                composite(type.fields().stream()
                        .map(field -> plain(new Wanted(field.type(), field.modifier(), field.name()), number, band))
                        .toList());
            case RANGE -> range(wanted, 2 * number, 2 * number + 1, band);
            case MULTIRANGE -> "{" + range(wanted.inner(), 2 * number, 2 * number + 1, band) + "}";
            case BASE, PSEUDO -> base(wanted, number, band);
        };
    }

    // Text and names as bounds would not grow with the number; everything else that makes a range does.
    private static String range(Wanted range, int from, int to, long band) {
        Wanted bound = new Wanted(range.inner().type(), -1, "");
        return "[\"" + plain(bound, from, band) + "\",\"" + plain(bound, to, band) + "\")";
    }

    private static String base(Wanted wanted, int number, long band) {
        TypeShape type = wanted.type();
        return switch (type.name()) {
            case "smallint" -> Long.toString(band % 30_000 + number);
            case "integer", "bigint", "oid", "xid", "cid", "xid8" -> Long.toString(band + number);
            case "numeric" -> wholeNumber(wanted.modifier(), band + number);
            case "real", "double precision" -> Long.toString(band + number);
            case "money" -> (band % 1000 + number) + ".00";
            case "boolean" -> number % 2 == 0 ? "true" : "false";
            case "date" -> FIRST_DAY.plusDays(number).toString();
            case "timestamp without time zone" -> FIRST_DAY.plusDays(number) + " 12:00:00";
            case "timestamp with time zone" -> FIRST_DAY.plusDays(number) + " 12:00:00+00";
            case "time without time zone" -> "12:%02d:00".formatted(number % 60);
            case "time with time zone" -> "12:%02d:00+00".formatted(number % 60);
            case "interval" -> (number + 1) + " days";
            case "uuid" -> "00000000-0000-4000-8000-%012x".formatted(band + number);
            case "json", "jsonb" -> "{\"plain\": " + (band + number) + "}";
            case "jsonpath" -> "$.plain[" + number + "]";
            case "bytea" -> "\\x%08x".formatted(band + number);
            case "inet" -> "10.%d.%d.%d".formatted(band / 250 % 250, band % 250, number % 250 + 1);
            case "cidr" -> "10.%d.%d.0/24".formatted((band + number) / 250 % 250, (band + number) % 250);
            case "macaddr" -> "02:00:00:%02x:%02x:%02x".formatted((band >> 8) & 255, band & 255, number & 255);
            case "macaddr8" -> "02:00:00:00:00:%02x:%02x:%02x".formatted((band >> 8) & 255, band & 255, number & 255);
            case "bit" -> bits(wanted.modifier() < 0 ? 1 : wanted.modifier(), number);
            case "bit varying" -> bits(wanted.modifier() < 0 ? 8 : wanted.modifier(), number);
            case "xml" -> "<plain>" + (band + number) + "</plain>";
            case "tsvector" -> "plain" + number;
            case "tsquery" -> "plain" + number;
            case "point" -> "(" + number + ",1)";
            case "line" -> "{1,-1," + number + "}";
            case "lseg" -> "[(0,0),(1," + number + ")]";
            case "box" -> "((%d,%d),(%d,%d))".formatted(2 * number, 2 * number, 2 * number + 1, 2 * number + 1);
            case "path" -> "[(0,0),(1," + number + ")]";
            case "polygon" -> "((0,0),(1,0),(1," + (number + 1) + "))";
            case "circle" -> "<(" + 10 * number + ",0),1>";
            case "regclass" -> "pg_catalog.pg_class";
            case "regtype" -> "pg_catalog.int4";
            case "regproc" -> "pg_catalog.now";
            case "regprocedure" -> "pg_catalog.now()";
            case "regrole" -> "pg_monitor";
            case "regnamespace" -> "pg_catalog";
            case "regcollation" -> "pg_catalog.\"C\"";
            case "regconfig" -> "pg_catalog.simple";
            case "regdictionary" -> "pg_catalog.simple";
            case "regoper" -> "pg_catalog.!~~";
            case "regoperator" -> "pg_catalog.+(integer,integer)";
            case "pg_lsn" -> "0/%X".formatted(number + 1);
            case "tid" -> "(0," + (number + 1) + ")";
            case "txid_snapshot", "pg_snapshot" -> "1:1:";
            case "\"char\"" -> String.valueOf((char) ('a' + number % 26));
            case "character" -> text(wanted, number, band, Math.max(1, wanted.modifier() - 4));
            case "character varying" ->
                text(wanted, number, band, wanted.modifier() < 0 ? LONG_TEXT : wanted.modifier() - 4);
            case "text", "name" -> text(wanted, number, band, 60);
            default -> foreign(wanted, number, band);
        };
    }

    // Types of extensions, by the name they carry wherever they are installed.
    private static String foreign(Wanted wanted, int number, long band) {
        return switch (wanted.type().plainName()) {
            case "citext" -> text(wanted, number, band, 60);
            case "hstore" -> "\"plain\"=>\"" + number + "\"";
            case "ltree" -> "plain.n" + number;
            case "lquery" -> "plain.*";
            case "ltxtquery" -> "plain";
            case "cube" -> "(" + number + ")";
            case "isbn", "isbn13" -> "978-0-306-40615-7";
            case "vector", "halfvec" ->
                "["
                        + (number + ",").repeat(Math.max(1, wanted.modifier() < 0 ? 3 : wanted.modifier()) - 1)
                        + number + "]";
            case "geometry", "geography" -> "POINT(" + number % 90 + " 1)";
            default -> "plain" + number;
        };
    }

    private static String wholeNumber(int modifier, long number) {
        if (modifier < 0) {
            return Long.toString(number);
        }
        int digits = Math.max(0, precision(modifier) - scale(modifier));
        return digits >= 18 ? Long.toString(number) : Long.toString(number % (long) Math.pow(10, digits));
    }

    private static int precision(int modifier) {
        return ((modifier - 4) >> 16) & 0xffff;
    }

    private static int scale(int modifier) {
        int scale = (modifier - 4) & 0x7ff;
        return (scale ^ 1024) - 1024;
    }

    private static String bits(int length, int number) {
        String bits = Integer.toBinaryString(number % (1 << Math.min(length, 16)));
        return "0".repeat(Math.max(0, length - bits.length())) + bits;
    }

    /** Words in names of text columns that say what the text looks like. */
    private static final List<Map.Entry<String, String>> HINTS = List.of(
            Map.entry("email", "plain%s@example.org"),
            Map.entry("mail", "plain%s@example.org"),
            Map.entry("url", "https://example.org/%s"),
            Map.entry("uri", "https://example.org/%s"),
            Map.entry("uuid", "00000000-0000-4000-8000-%012d"),
            Map.entry("guid", "00000000-0000-4000-8000-%012d"),
            Map.entry("json", "{\"plain\": %s}"),
            Map.entry("payload", "{\"plain\": %s}"),
            Map.entry("metadata", "{\"plain\": %s}"),
            Map.entry("settings", "{\"plain\": %s}"),
            Map.entry("config", "{\"plain\": %s}"),
            Map.entry("amount", "%s"),
            Map.entry("price", "%s"),
            Map.entry("count", "%s"),
            Map.entry("phone", "+49%s"));

    private static String text(Wanted wanted, int number, long band, int room) {
        String name = wanted.name().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> hint : HINTS) {
            if (name.contains(hint.getKey())) {
                String text = hint.getValue()
                        .formatted(
                                hint.getValue().contains("%0")
                                        ? (Object) (band + number)
                                        : Long.toString(band + number));
                if (text.length() <= room) {
                    return text;
                }
            }
        }
        String token = Long.toString(band + number, 36);
        String words = "plain " + token;
        if (words.length() <= room) {
            return words;
        }
        return token.length() <= room ? token : token.substring(token.length() - room);
    }

    // ---- hurtful

    /** Values a program may legally write and a migration may stumble over; empty when the type has none worth it. */
    static List<String> hurtful(Wanted wanted) {
        TypeShape type = wanted.type();
        return switch (type.kind()) {
            case DOMAIN -> hurtful(wanted.inner());
            case ENUM -> type.labels();
            case ARRAY -> hurtfulArrays(wanted);
            case COMPOSITE ->
                List.of(composite(type.fields().stream().map(field -> "").toList()));
            case RANGE -> List.of("empty", "(,)", "[\"" + plain(bound(wanted), 100, 100) + "\",)");
            case MULTIRANGE -> List.of("{}", "{(,)}");
            case BASE, PSEUDO -> hurtfulBase(wanted);
        };
    }

    private static Wanted bound(Wanted range) {
        return new Wanted(range.inner().type(), -1, "");
    }

    private static List<String> hurtfulArrays(Wanted wanted) {
        List<String> arrays = new ArrayList<>(List.of("{}", "{NULL}"));
        List<String> members = hurtful(wanted.inner());
        if (!members.isEmpty()) {
            arrays.add(array(members.subList(0, Math.min(3, members.size()))));
            arrays.add(array(List.of(members.get(0), members.get(0))));
        }
        return arrays;
    }

    private static List<String> hurtfulBase(Wanted wanted) {
        return switch (wanted.type().name()) {
            case "smallint" -> List.of("0", "-1", "32767", "-32768", "7");
            case "integer" -> List.of("0", "-1", "2147483647", "-2147483648", "7");
            case "bigint" -> List.of("0", "-1", "9223372036854775807", "-9223372036854775808", "2147483648");
            case "numeric" -> numerics(wanted.modifier());
            case "real" -> List.of("0.12345", "NaN", "Infinity", "-Infinity", "3.4e38", "-0");
            case "double precision" -> List.of("0.123456789", "NaN", "Infinity", "-Infinity", "1.7e308", "-0");
            case "money" -> List.of("0.01", "-1.99", "92233720368547758.07");
            case "date" -> List.of("infinity", "-infinity", "0044-03-15 BC", "2024-02-29", "9999-12-31", "1900-01-01");
            case "timestamp without time zone" ->
                List.of(
                        "2024-03-31 02:30:00",
                        "infinity",
                        "-infinity",
                        "1999-12-31 23:59:59.999999",
                        "0044-03-15 00:00:00 BC",
                        "9999-12-31 23:59:59");
            case "timestamp with time zone" ->
                List.of(
                        "2024-10-27 00:30:00+00",
                        "infinity",
                        "-infinity",
                        "1999-12-31 23:59:59.999999+00",
                        "0044-03-15 00:00:00+00 BC",
                        "9999-12-31 23:59:59+14");
            case "time without time zone" -> List.of("24:00:00", "00:00:00", "23:59:59.999999");
            case "time with time zone" -> List.of("24:00:00+00", "00:00:00+15:59", "23:59:59.999999-12");
            case "interval" -> List.of("-1 day", "1 mon", "00:00:00", "178000000 years", "1 day -25:00:00");
            case "uuid" -> List.of("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff");
            case "json" ->
                List.of("{}", "[]", "\"text\"", "1.50", "null", "true", "{\"a\": {\"b\": [1, null]}, \"a\": 2}");
            case "jsonb" -> List.of("{}", "[]", "\"text\"", "1.50", "null", "true", "{\"a\": {\"b\": [1, null]}}");
            case "bytea" -> List.of("", "\\x00ff");
            case "inet" -> List.of("::1/64", "255.255.255.255/8", "0.0.0.0/0");
            case "cidr" -> List.of("::/0", "0.0.0.0/0");
            case "bit varying" -> List.of("");
            case "xml" -> List.of("<a><!-- b --></a>", "text only");
            case "tsvector" -> List.of("", "'O''Hara':1A,2B");
            case "point" -> List.of("(Infinity,NaN)", "(0.1,-0.1)");
            case "boolean" -> List.of("false", "true");
            case "text" -> texts(LONG_TEXT);
            case "character varying" -> texts(wanted.modifier() < 0 ? LONG_TEXT : wanted.modifier() - 4);
            case "character" -> texts(Math.max(1, wanted.modifier() - 4));
            default -> wanted.type().plainName().equals("citext") ? texts(LONG_TEXT) : List.of();
        };
    }

    private static List<String> numerics(int modifier) {
        if (modifier < 0) {
            return List.of("0.005", "-1.5", "NaN", "Infinity", "123456789012345678901234567890.123456789");
        }
        int scale = scale(modifier);
        BigDecimal unit = BigDecimal.ONE.movePointLeft(scale);
        BigDecimal most = new BigDecimal(BigInteger.TEN.pow(precision(modifier)).subtract(BigInteger.ONE), scale);
        return List.of(
                unit.toPlainString(),
                most.toPlainString(),
                most.negate().toPlainString(),
                "NaN",
                unit.multiply(BigDecimal.valueOf(5)).toPlainString(),
                "0");
    }

    private static final List<String> TEXTS = List.of(
            "",
            "Twin",
            "twin",
            "twin ",
            "Ärger Ωmega Жук 日本語 عربي 🙂",
            "O'Hara \"quoted\" \\ %_;--",
            " NULL",
            "007",
            "line\nbreak\ttab",
            "1.50");

    private static List<String> texts(int room) {
        List<String> texts =
                TEXTS.stream().filter(text -> points(text) <= room).collect(Collectors.toCollection(ArrayList::new));
        texts.add(Math.min(1, texts.size()), "x".repeat(room));
        if (room < 20) {
            texts.add("é".repeat(room));
        }
        return texts.stream().distinct().toList();
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    // ---- text forms

    static String array(List<String> members) {
        return members.stream().map(Values::quoted).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    // An empty field is NULL, an empty text is two quotes.
    private static String composite(List<String> fields) {
        return fields.stream()
                .map(field -> field.isEmpty() ? "" : quoted(field))
                .collect(Collectors.joining(",", "(", ")"));
    }
}
