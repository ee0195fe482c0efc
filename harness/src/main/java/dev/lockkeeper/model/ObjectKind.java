package dev.lockkeeper.model;

import java.util.Locale;

/** What a catalogue entry is; the text form is how people say it. */
public enum ObjectKind {
    SCHEMA,
    EXTENSION,
    TABLE,
    PARTITIONED_TABLE,
    FOREIGN_TABLE,
    VIEW,
    MATERIALIZED_VIEW,
    SEQUENCE,
    COMPOSITE_TYPE,
    COLUMN,
    CONSTRAINT,
    INDEX,
    FUNCTION,
    PROCEDURE,
    AGGREGATE,
    TRIGGER,
    RULE,
    POLICY,
    ENUM,
    DOMAIN,
    RANGE,
    BASE_TYPE,
    STATISTICS,
    EVENT_TRIGGER,
    PUBLICATION,
    SUBSCRIPTION,
    FOREIGN_DATA_WRAPPER,
    SERVER,
    USER_MAPPING,
    COLLATION,
    CONVERSION,
    OPERATOR,
    OPERATOR_CLASS,
    OPERATOR_FAMILY,
    CAST,
    TRANSFORM,
    LANGUAGE,
    ACCESS_METHOD,
    TEXT_SEARCH_CONFIGURATION,
    TEXT_SEARCH_DICTIONARY,
    TEXT_SEARCH_PARSER,
    TEXT_SEARCH_TEMPLATE,
    GRANT,
    DEFAULT_PRIVILEGE,
    COMMENT,
    SECURITY_LABEL,
    /** Outlive the database, so they are looked at beside the schema: roles, memberships, role and database settings. */
    ROLE,
    ROLE_MEMBERSHIP,
    SETTING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
