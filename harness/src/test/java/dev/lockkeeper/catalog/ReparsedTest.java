package dev.lockkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReparsedTest {

    @Test
    void a_cast_of_an_array_is_pushed_to_its_members() {
        assertThat(Reparsed.form(
                        "CHECK (((x)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))"))
                .isEqualTo(
                        "CHECK (((x)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])))");
    }

    @Test
    void quotes_commas_and_brackets_within_a_member_are_its_own() {
        assertThat(Reparsed.form("((ARRAY['it''s, ])'::character varying, f('(', \"o,]\"[1])])::text[])"))
                .isEqualTo("(ARRAY[('it''s, ])'::character varying)::text, (f('(', \"o,]\"[1]))::text])");
    }

    @Test
    void each_of_several_arrays_is_cast_by_itself() {
        assertThat(Reparsed.form("a = ANY ((ARRAY[b])::numeric(10,2)[]) OR c = ANY ((ARRAY[d])::text[])"))
                .isEqualTo("a = ANY (ARRAY[(b)::numeric(10,2)]) OR c = ANY (ARRAY[(d)::text])");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHECK ((a OR b) AND c)",
                "CHECK ((x = ANY (ARRAY[1, 2])))",
                "((ARRAY['a'::text])[1])",
                "(ARRAY['never closed",
                "(ARRAY[a)"
            })
    void anything_else_stays_as_it_is(String definition) {
        assertThat(Reparsed.form(definition)).isEqualTo(definition);
    }
}
