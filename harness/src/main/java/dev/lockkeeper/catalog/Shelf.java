package dev.lockkeeper.catalog;

import java.util.List;

/** A part of the catalogue that is read by queries of its own: object by object where there may be many, else as a whole. */
enum Shelf {
    RELATION(
            true,
            "relation",
            "column",
            "constraint",
            "index",
            "trigger",
            "rule",
            "policy",
            "statistics",
            "relation_grant",
            "relation_comment"),
    TYPE(true, "type", "domain_constraint", "type_grant", "type_comment"),
    ROUTINE(true, "routine", "aggregate", "routine_grant", "routine_comment"),
    SCHEMA(false, "schema"),
    EXTENSION(false, "extension"),
    LANGUAGE(false, "language"),
    OPERATOR(false, "operator"),
    TEXT_SEARCH(false, "text_search"),
    FOREIGN(false, "foreign"),
    PUBLICATION(false, "publication"),
    SUBSCRIPTION(false, "subscription"),
    EVENT_TRIGGER(false, "event_trigger"),
    DEFAULT_PRIVILEGE(false, "default_privilege"),
    SYSTEM_GRANT(false, "system_grant"),
    OTHER_COMMENT(false, "other_comment");

    private final boolean byObject;
    // List.of cannot change, which the checker does not see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> queries;

    Shelf(boolean byObject, String... queries) {
        this.byObject = byObject;
        this.queries = List.of(queries);
    }

    boolean isByObject() {
        return byObject;
    }

    /** Whether a change there may be one of a grant on what an extension brought, which is kept on another shelf. */
    boolean keepsStrangersGrants() {
        return this == LANGUAGE || this == FOREIGN;
    }

    List<String> queries() {
        return queries;
    }
}
