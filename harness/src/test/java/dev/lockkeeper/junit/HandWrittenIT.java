package dev.lockkeeper.junit;

import static dev.lockkeeper.junit.LockkeeperAssertions.assertThat;
import static dev.lockkeeper.junit.LockkeeperAssertions.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.LockkeeperException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Claims a team writes itself, about the sample chain. */
@VerifyMigrations(chain = "migrations/bookshop", fixtures = "fixtures/bookshop", claims = false)
class HandWrittenIT {

    @Test
    @MigratedTo("0002")
    void stock_begins_at_nothing_for_every_book_that_was_there(MigratedDatabase db, Rows rows) {
        rows.insert("public.books", Map.of("id", 77, "author_id", 1, "isbn", "x", "title", "Niels", "price", "9.90"));

        db.up();

        assertThat(db)
                .standsAt("0003")
                .hasTable("public.books")
                .withColumn("stock")
                .ofType("integer")
                .notNull()
                .withDefault("0");
        assertThat(rows.query("select distinct stock from books")).containsExactly(Map.of("stock", 0));
        assertThat(rows.count("public.books")).isEqualTo(3);
    }

    @Test
    void the_head_is_where_a_test_stands_when_nobody_says(MigratedDatabase db) {
        assertThat(db)
                .standsAt("0006")
                .hasTable("public.books")
                .withPrimaryKey("id")
                .withUnique("isbn")
                .withForeignKey("author_id", "public.authors")
                .withIndexOn("author_id");
        assertThat(db)
                .hasTable("public.orders")
                .withColumn("placed_at")
                .notNull()
                .andTable()
                .withoutColumn("total");
    }

    @Test
    void the_whole_way_down_leaves_nothing(MigratedDatabase db) {
        db.toBase();

        assertThat(db).hasNoTable("public.books").hasNoTable("public.customers");
        assertThat(db.version()).isEmpty();
    }

    @Test
    @MigratedTo("0003")
    void a_step_comes_back_and_loses_nothing(MigratedDatabase db) {
        assertThat(step("0003")).applies().comesBack().losesNothing().keepsReferences();
        assertThatThrownBy(() -> assertThat(step("0003")).hasFinding("drop-column"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("0003 stock has no finding drop-column");
        assertThatThrownBy(() -> step("9999"))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("0001, 0002");
    }

    @Test
    @MigratedTo(value = "0001", fixtures = false)
    void a_claim_that_does_not_hold_says_what_is_there(MigratedDatabase db, Rows rows) {
        assertThat(rows.of("public.authors")).isEmpty();
        assertThatThrownBy(() -> assertThat(db).hasTable("public.orders"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("There is no table public.orders at 0001. There are: public.authors, public.books");
        assertThatThrownBy(() -> assertThat(db).hasTable("public.books").withColumn("stock"))
                .hasMessageContaining("It has: author_id, id, isbn, price, title");
        assertThatThrownBy(() -> assertThat(db)
                        .hasTable("public.books")
                        .withColumn("isbn")
                        .nullable())
                .hasMessage("public.books.isbn may not be NULL.");
    }

    @Test
    @MigratedTo("0004")
    void generated_rows_hurt(MigratedDatabase db, Rows rows) {
        rows.generate("public.books");

        assertThat(rows.count("public.books")).isGreaterThan(2);
        assertThat(db.catalog().getTables())
                .extracting(table -> table.getName())
                .contains("books", "customers")
                .doesNotContain("pg_class");
    }

    @Test
    void a_connection_that_is_closed_is_no_leak(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
