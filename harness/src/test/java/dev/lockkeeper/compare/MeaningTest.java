package dev.lockkeeper.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same value in two spellings is the same, and another value never is. */
class MeaningTest {

    private static final byte[] BYTES = {(byte) 0xca, (byte) 0xfe, 0};

    static Stream<Arguments> same() {
        return Stream.of(
                Arguments.of("boolean", 1, "true"),
                Arguments.of("boolean", 0, "false"),
                Arguments.of("boolean", "T", "true"),
                Arguments.of("boolean", "no", "false"),
                Arguments.of("integer", 7, "7"),
                Arguments.of("integer", "007", "7"),
                Arguments.of("bigint", 9007199254740993L, "9007199254740993"),
                Arguments.of("bigint", Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of("numeric", "12345678901234567890.10", "12345678901234567890.1"),
                Arguments.of("numeric", 30.0, "30.00"),
                Arguments.of("numeric", 0.1 + 0.2, "0.30"),
                Arguments.of("numeric", -0.0, "0.00"),
                Arguments.of("numeric", 1e20, "100000000000000000000"),
                Arguments.of("double precision", 3.141592653589793, "3.141592653589793"),
                Arguments.of("real", 0.1, "0.1"),
                Arguments.of("double precision", Double.POSITIVE_INFINITY, "Infinity"),
                Arguments.of("text", 612345678, "612345678"),
                Arguments.of("character", "ES", "ES"),
                Arguments.of("character", "ES  ", "ES"),
                Arguments.of("bytea", BYTES, "\\xcafe00"),
                Arguments.of("bytea", "text", "\\x74657874"),
                Arguments.of("text", "Zoë".getBytes(StandardCharsets.UTF_8), "Zoë"),
                Arguments.of("uuid", "7D1A2F30-58A1-4F0E-9D55-5F20A1C10001", "7d1a2f30-58a1-4f0e-9d55-5f20a1c10001"),
                Arguments.of("uuid", "7d1a2f3058a14f0e9d555f20a1c10001", "7d1a2f30-58a1-4f0e-9d55-5f20a1c10001"),
                Arguments.of(
                        "uuid",
                        HexFormat.of().parseHex("7d1a2f3058a14f0e9d555f20a1c10001"),
                        "7d1a2f30-58a1-4f0e-9d55-5f20a1c10001"),
                Arguments.of(
                        "jsonb", "{\"b\":1.0,\"a\":[1e2,null,\"\\u00e9\"]}", "{\"a\": [100, null, \"é\"], \"b\": 1}"),
                Arguments.of("jsonb", "{\"a\":1,\"a\":2}", "{\"a\": 2}"),
                Arguments.of("time without time zone", "08:05", "08:05:00"),
                Arguments.of("time without time zone", "8:05:00.120", "08:05:00.12"),
                Arguments.of("date", "2024-02-29 00:00:00", "2024-02-29"),
                Arguments.of("text", null, null));
    }

    @ParameterizedTest
    @MethodSource("same")
    void spellings_of_one_value_are_the_same(String type, Object source, String target) {
        assertThat(meaning(type).same(source, target)).isTrue();
    }

    static Stream<Arguments> different() {
        return Stream.of(
                Arguments.of("boolean", 2, "true"),
                Arguments.of("boolean", "", "false"),
                Arguments.of("integer", "7x", "7"),
                Arguments.of("bigint", 9007199254740993L, "9007199254740992"),
                Arguments.of("numeric", 10.005, "10.01"),
                Arguments.of("numeric", 30.1, "30"),
                Arguments.of("real", 3.141592653589793, "3.1415927"),
                Arguments.of("text", "", null),
                Arguments.of("text", "NULL", null),
                Arguments.of("text", "Zoë", "Zoe"),
                Arguments.of("text", "Zo\u00eb", "Zoe\u0308"),
                Arguments.of("text", "a\0b", "ab"),
                Arguments.of("text", "blank ", "blank"),
                Arguments.of("text", new byte[] {'a', (byte) 0xff}, "a\uFFFD"),
                Arguments.of("bytea", BYTES, "\\xcafe"),
                Arguments.of("jsonb", "{\"a\":1}", "{\"a\": \"1\"}"),
                Arguments.of("jsonb", "{\"a\":1", "{\"a\": 1}"),
                Arguments.of("jsonb", "[1,2]", "[2, 1]"),
                Arguments.of("date", "2024-02-29 10:00:00", "2024-02-29"),
                Arguments.of("date", "2024-02-30", "2024-03-01"),
                Arguments.of("timestamp with time zone", "soon", "2024-01-01 00:00:00+00"));
    }

    @ParameterizedTest
    @MethodSource("different")
    void another_value_is_told(String type, Object source, String target) {
        assertThat(meaning(type).same(source, target)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-10-01T15:00:00Z",
        "2024-10-01T15:00:00.000Z",
        "2024-10-01 15:00:00",
        "2024-10-01 15:00",
        "2024-10-01 15:00:00 UTC",
        "2024-10-01T17:00:00+02:00",
        "2024-10-01 17:00:00.000+0200",
        "2024-10-01 10:30:00-04:30",
        "2024-10-01 17:00:00+02",
        "2024-10-01T15:00:00.0000004Z",
    })
    void a_moment_is_the_same_however_it_is_written(String written) {
        assertThat(meaning("timestamp with time zone").same(written, "2024-10-01 15:00:00+00"))
                .isTrue();
    }

    @Test
    void numbers_mean_moments_in_the_unit_of_their_column() {
        Meaning moment = meaning("timestamp with time zone");
        long seconds = 1727794800L;

        assertThat(moment.withUnit(Moments.unit(seconds)).same(seconds, "2024-10-01 15:00:00+00"))
                .isTrue();
        assertThat(moment.withUnit(Moments.unit(seconds * 1000))
                        .same(seconds * 1000 + 250, "2024-10-01 15:00:00.25+00"))
                .isTrue();
        assertThat(moment.withUnit(Moments.unit(seconds * 1000_000)).same(seconds * 1000_000, "2024-10-01 15:00:00+00"))
                .isTrue();
        assertThat(moment.withUnit(Moments.unit(seconds * 1000)).same(-3_600_000L, "1969-12-31 23:00:00+00"))
                .as("an early one among milliseconds")
                .isTrue();
        assertThat(moment.same(2460585.125, "2024-10-01 15:00:00+00"))
                .as("a Julian day")
                .isTrue();
        assertThat(moment.same(seconds + 0.5, "2024-10-01 15:00:00.5+00")).isTrue();
    }

    @Test
    void a_moment_without_a_zone_is_meant_in_the_zone_that_was_said() {
        SideColumn source = new SideColumn("at", "TEXT", "TEXT", false);
        SideColumn target = new SideColumn("at", "x", "timestamp with time zone", false);
        Meaning madrid = Meaning.of(source, target, ZoneId.of("Europe/Madrid"));

        assertThat(madrid.same("2024-07-01 12:00:00", "2024-07-01 10:00:00+00")).isTrue();
        assertThat(madrid.same("2024-01-01 12:00:00", "2024-01-01 11:00:00+00")).isTrue();
        assertThat(meaning("timestamp without time zone").same("2024-07-01 12:00:00", "2024-07-01 12:00:00"))
                .isTrue();
    }

    @Test
    void how_values_differ_is_said_without_them() {
        Meaning text = meaning("text");
        assertThat(Hints.of(text, "a long name", "a long")).isEqualTo("cut to 6 of 11 characters");
        assertThat(Hints.of(text, "a\0b", "a")).isEqualTo("the source holds a NUL, which PostgreSQL cannot");
        assertThat(Hints.of(text, "Momo", "momo")).isEqualTo("other case");
        assertThat(Hints.of(text, "", null)).isEqualTo("NULL in the target");
        assertThat(Hints.of(text, "left", "right")).isEmpty();
        Meaning money = meaning("numeric");
        assertThat(Hints.of(money, money.canonical(10.005), money.canonical("10.01")))
                .isEqualTo("rounded to 2 decimals");
        Meaning moment = meaning("timestamp with time zone");
        assertThat(Hints.of(moment, moment.canonical("2024-01-01"), moment.canonical("2023-12-30 22:29:59.5+00")))
                .isEqualTo("shifted by -1 d 01:30:00.500000");
    }

    @Test
    void a_value_is_shown_on_one_line_and_moves_no_cursor() {
        assertThat(Shortened.of("a\n\tb\0\u001b[31m")).isEqualTo("a\\n\\tb\\u0000\\u001b[31m");
        assertThat(Shortened.of("😀".repeat(100))).isEqualTo("😀".repeat(80) + "… (100 characters)");
    }

    private static Meaning meaning(String type) {
        String affinity = type.equals("numeric") || type.equals("double precision") ? "REAL" : "TEXT";
        return Meaning.of(
                new SideColumn("c", affinity, affinity, false), new SideColumn("c", type, type, false), ZoneOffset.UTC);
    }
}
