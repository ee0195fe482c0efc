package dev.lockkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names a reader takes for a reference, and which only look like one. */
class ImpliedKeysTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "app.teams, id, app.member, team_id",
                "app.team, id, app.member, team_id",
                "app.categories, id, app.book, category_id",
                "app.boxes, id, app.book, box_id",
                "app.statuses, id, app.book, status_id",
                "app.team_members, id, app.book, team_member_id",
                "app.namespaces, uuid, app.job, namespace_uuid",
                "app.users, user_id, app.member, user_id",
                "app.\"Team\", \"teamId\", app.\"Member\", \"teamId\"",
                "app.\"User\", id, app.\"Log\", \"userId\"",
            })
    void names_that_refer(String parent, String key, String child, String column) {
        assertThat(implied(parent, key, child, column))
                .containsExactly(new ImpliedKey(child, List.of(column), parent, List.of(key), true));
    }

    @ParameterizedTest
    @CsvSource({
        "app.teams, id, other.member, team_id",
        "app.teams, id, app.teams, team_id",
        "app.teams, id, app.member, team",
        "app.teams, id, app.member, id",
        "app.teams, code, app.member, team_id",
        "app.teams, id, app.member, teamid",
        "app.application, \"applicationId\", app.gitlab, application_id",
        "app.passkey_sessions, session_id, app.factor_sessions, session_id",
    })
    void names_that_only_look_like_it(String parent, String key, String child, String column) {
        assertThat(implied(parent, key, child, column)).isEmpty();
    }

    @Test
    void a_prefix_of_all_tables_leaves_a_doubt() {
        assertThat(implied("app.shop_users", "id", "app.shop_orders", "user_id"))
                .containsExactly(
                        new ImpliedKey("app.shop_orders", List.of("user_id"), "app.shop_users", List.of("id"), false));
    }

    @Test
    void two_tables_that_may_be_meant_are_no_reference() {
        List<CatalogObject> objects = new ArrayList<>(table("app.user", "id"));
        objects.addAll(table("app.users", "id"));
        objects.addAll(table("app.orders", "user_id"));

        assertThat(ImpliedKeys.in(CatalogSnapshot.of(objects)).all()).isEmpty();
    }

    private static List<ImpliedKey> implied(String parent, String key, String child, String column) {
        List<CatalogObject> objects = new ArrayList<>(table(parent, key));
        objects.addAll(table(child, column));
        objects.add(new CatalogObject(
                new ObjectId(ObjectKind.INDEX, parent + "_pkey"),
                parent,
                "",
                Map.of(Trait.UNIQUE, "true", Trait.VALID, "true", Trait.COLUMNS, key)));
        return ImpliedKeys.in(CatalogSnapshot.of(objects)).all();
    }

    private static List<CatalogObject> table(String name, String column) {
        return List.of(
                new CatalogObject(new ObjectId(ObjectKind.TABLE, name), null, "", Map.of()),
                new CatalogObject(
                        new ObjectId(ObjectKind.COLUMN, name + "." + column), name, "", Map.of(Trait.TYPE, "bigint")));
    }
}
