package dev.lockkeeper.rule.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogDiff.Change;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeftoverTest {

    private static final String CODE = "CREATE FUNCTION f() RETURNS text LANGUAGE %s AS $$ %s $$";

    @Test
    void comments_and_blanks_do_not_make_other_code() {
        CatalogDiff diff = function("plpgsql", "BEGIN -- why\n  RETURN 'a'; END", "BEGIN\nRETURN 'a' /* no */ ;\nEND");

        assertThat(Leftover.onlyText(diff)).isTrue();
    }

    @Test
    void what_stands_in_a_string_is_no_comment() {
        CatalogDiff diff = function("plpgsql", "BEGIN RETURN 'a -- b'; END", "BEGIN RETURN 'a'; END");

        assertThat(Leftover.onlyText(diff)).isFalse();
    }

    @Test
    void a_line_of_comment_in_a_statement_to_execute_does_nothing() {
        String execute = "BEGIN EXECUTE 'SELECT a%s\n  FROM t'; END";

        assertThat(Leftover.onlyText(
                        function("plpgsql", execute.formatted(""), execute.formatted("\n  -- every one of them"))))
                .isTrue();
        assertThat(Leftover.onlyText(function("plpgsql", execute.formatted(""), execute.formatted("\n  , b"))))
                .isFalse();
    }

    @Test
    void a_blank_in_a_string_counts() {
        assertThat(Leftover.onlyText(function("sql", "SELECT 'a  b'", "SELECT 'a b'")))
                .isFalse();
    }

    @Test
    void blanks_count_in_languages_that_count_them() {
        assertThat(Leftover.onlyText(function("plpython3u", "return 1", "  return 1")))
                .isFalse();
    }

    @Test
    void labels_that_were_added_cannot_be_taken_back() {
        assertThat(Leftover.onlyLabels(labels("a,b", "a,b,c"))).isTrue();
        assertThat(Leftover.onlyLabels(labels("a,b", "a,c"))).isFalse();
    }

    private static CatalogDiff function(String language, String before, String after) {
        ObjectId id = new ObjectId(ObjectKind.FUNCTION, "public.f()");
        return changed(
                new CatalogObject(id, null, CODE.formatted(language, before), Map.of()),
                new CatalogObject(id, null, CODE.formatted(language, after), Map.of()));
    }

    private static CatalogDiff labels(String before, String after) {
        ObjectId id = new ObjectId(ObjectKind.ENUM, "public.e");
        return changed(
                new CatalogObject(id, null, before, Map.of(Trait.LABELS, before)),
                new CatalogObject(id, null, after, Map.of(Trait.LABELS, after)));
    }

    private static CatalogDiff changed(CatalogObject before, CatalogObject after) {
        return new CatalogDiff(List.of(), List.of(), List.of(new Change(before, after)), List.of());
    }
}
