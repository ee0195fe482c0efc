package dev.lockkeeper.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import org.junit.jupiter.api.Test;

class SqlWordsTest {

    @Test
    void comments_and_strings_say_nothing() {
        SqlWords words = words("ALTER TABLE t -- drop index\n /* reindex */ ADD c text DEFAULT 'it''s truncate'");

        assertThat(words.has("drop index|reindex|truncate")).isFalse();
        assertThat(words).hasToString("alter table t add c text default ''");
    }

    @Test
    void a_very_long_string_is_no_trouble() {
        String values = "'x''y', ".repeat(50_000);

        assertThat(words("insert into t values (" + values + "'z')").names("t")).isTrue();
    }

    @Test
    void the_last_part_of_a_name_may_be_quoted_and_hold_dots() {
        assertThat(SqlWords.lastName("auth.users.email")).isEqualTo("email");
        assertThat(SqlWords.lastName("auth.\"Odd.Name\"")).isEqualTo("\"Odd.Name\"");
        assertThat(SqlWords.lastName("auth.f(integer, s.t)")).isEqualTo("f");
    }

    @Test
    void a_name_is_a_word_of_its_own() {
        assertThat(words("alter table public.\"Users\" add x int").names("public.\"Users\""))
                .isTrue();
        assertThat(words("alter table users_log add x int").names("public.users"))
                .isFalse();
    }

    private static SqlWords words(String sql) {
        return SqlWords.of(Statement.of(sql, new SourceSpan("a.sql", 1)));
    }
}
