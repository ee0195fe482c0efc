package dev.lockkeeper.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.LockkeeperException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainFormatsTest {

    private final ChainFolder folder;

    ChainFormatsTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    @Test
    void formats_are_sorted_and_no_id_is_taken_twice() {
        List<String> ids = ChainFormats.all().stream().map(ChainFormat::id).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(ChainFormats.all())
                .allSatisfy(format -> assertThat(format.card().title()).isNotBlank());
    }

    @Test
    void no_such_folder_a_file_and_an_empty_folder_are_three_messages() {
        Path missing = folder.path().resolve("nowhere");
        assertThatThrownBy(() -> ChainFormats.read(missing, null, ReadOptions.named("c")))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("There is no folder " + missing);
        assertThat(folder.refused()).hasMessageContaining("is empty");
        Path file = folder.file("1_a.sql", "select 1").path().resolve("1_a.sql");
        assertThatThrownBy(() -> ChainFormats.read(file, null, ReadOptions.named("c")))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("is a file, not the folder");
    }

    @Test
    void a_folder_in_no_format_names_the_formats() {
        assertThat(folder.file("README.md", "hello").refused())
                .hasMessageContaining("No migration chain was recognised")
                .hasMessageContaining("golang-migrate");
    }

    @Test
    void two_formats_in_one_folder_list_the_candidates_and_the_flag() {
        assertThat(folder.file("V1__a.sql", "select 1")
                        .file("2_b.up.sql", "select 1")
                        .refused())
                .hasMessageContaining("could be in 2 formats")
                .hasMessageContaining("flyway (files like V1__a.sql)")
                .hasMessageContaining("golang-migrate (files like 2_b.up.sql)")
                .hasMessageContaining("--chain-format");
    }

    @Test
    void a_format_can_be_chosen_and_an_unknown_one_is_refused() {
        folder.file("V1__a.sql", "select 1").file("2_b.up.sql", "select 1");

        assertThat(folder.readAs("golang-migrate").steps()).hasSize(1);
        assertThat(folder.refusedAs("flayway"))
                .hasMessageContaining("There is no chain format \"flayway\"")
                .hasMessageContaining("flyway");
    }

    @Test
    void a_folder_without_a_step_of_the_chosen_format_says_so() {
        assertThat(folder.file("README.md", "hello").refusedAs("goose")).hasMessageContaining("there is no step here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "liquibase | changelog.xml               | <databaseChangeLog/>                       | update-sql",
                "liquibase | changes.sql                 | --liquibase formatted sql                  | update-sql",
                "rails     | 20240101000000_a.rb         | class A < ActiveRecord::Migration[7.1]     | structure.sql",
                "django    | 0001_initial.py             | class Migration(migrations.Migration):     | sqlmigrate",
                "typeorm   | 1700000000000-A.ts          | class A implements MigrationInterface {}   | migration:run",
                "pgroll    | 01_a.json                   | {'\"operations\"': [{'\"create_table\"': 1}]} | pgroll",
            })
    void formats_of_other_tools_are_recognised_and_named_with_their_export(
            String format, String file, String text, String export) {
        folder.file(file, text.replace("'", ""));

        assertThat(ChainFormats.detect(folder.path()))
                .extracting(found -> found.format().id())
                .containsExactly(format);
        assertThat(folder.refused())
                .hasMessageContaining("recognises the chain")
                .hasMessageContaining(export);
    }

    @Test
    void chains_are_found_below_a_root_but_not_in_foreign_code_or_fixtures() {
        folder.file("services/auth/db/migration/V1__a.sql", "select 1")
                .file("services/auth/db/migration/sub/V2__b.sql", "select 1")
                .file("services/bill/migrations/1_a.up.sql", "select 1")
                .file("plain/migrations/001_a.sql", "select 1")
                .file("scripts/001_a.sql", "select 1")
                .file("fixtures/auth/1.sql", "select 1")
                .file("node_modules/x/migrations/1_a.up.sql", "select 1")
                .file(".git/migrations/1_a.up.sql", "select 1")
                .file("target/classes/db/migration/V1__a.sql", "select 1");

        assertThat(ChainFormats.findChains(folder.path()))
                .extracting(path -> folder.path().relativize(path).toString())
                .containsExactly("plain/migrations", "services/auth/db/migration", "services/bill/migrations");
    }

    @Test
    void chains_side_by_side_are_not_taken_for_one_in_folders() {
        folder.file("migrations/auth/V1__a.sql", "select 1")
                .file("migrations/auth/V3__a.sql", "select 1")
                .file("migrations/bill/V2__a.sql", "select 1")
                .file("other/migration/y2020/V1__a.sql", "select 1")
                .file("other/migration/y2021/V2__a.sql", "select 1");

        assertThat(ChainFormats.findChains(folder.path()))
                .extracting(path -> folder.path().relativize(path).toString())
                .containsExactly("migrations/auth", "migrations/bill", "other/migration");
    }

    @Test
    void marks_of_other_tools_are_noticed() {
        folder.file("1_a.up.sql", "-- +goose NO TRANSACTION\n-- no-transaction\ncreate index concurrently i on t (a);");

        assertThat(ChainFolder.seen(folder.readAs("golang-migrate"), Fact.MarkerInert.class))
                .extracting(inert -> inert.at().line())
                .containsExactly(1, 2);
    }
}
