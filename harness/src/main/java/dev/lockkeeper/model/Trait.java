package dev.lockkeeper.model;

/** Names of the properties that {@link CatalogObject#traits()} may hold; lists are joined by commas. */
public final class Trait {

    // columns
    public static final String TYPE = "type";
    public static final String NOT_NULL = "notNull";
    public static final String DEFAULT = "default";
    public static final String GENERATED = "generated";
    public static final String IDENTITY = "identity";
    /** 1 for the first column; not part of the definition, since order after drop and add is only a note. */
    public static final String POSITION = "position";

    // constraints: c check, f foreign key, p primary key, u unique, x exclusion
    public static final String CONSTRAINT_TYPE = "constraintType";
    public static final String COLUMNS = "columns";
    public static final String REFERENCED_TABLE = "referencedTable";
    public static final String REFERENCED_COLUMNS = "referencedColumns";
    public static final String ON_DELETE = "onDelete";
    public static final String ON_UPDATE = "onUpdate";
    public static final String VALIDATED = "validated";
    public static final String DEFERRABLE = "deferrable";
    public static final String EXPRESSION = "expression";

    // indexes
    public static final String UNIQUE = "unique";
    public static final String VALID = "valid";
    public static final String PREDICATE = "predicate";
    public static final String METHOD = "method";
    /** The constraint an index belongs to, if any. */
    public static final String CONSTRAINT = "constraint";

    // tables
    public static final String ROW_SECURITY = "rowSecurity";
    public static final String FORCE_ROW_SECURITY = "forceRowSecurity";
    public static final String PERSISTENCE = "persistence";
    public static final String OWNER = "owner";
    public static final String PARTITION_OF = "partitionOf";

    // enums and domains
    public static final String LABELS = "labels";
    public static final String BASE_TYPE = "baseType";

    // sequences
    public static final String OWNED_BY = "ownedBy";

    // triggers: O origin, D disabled, R replica, A always
    public static final String ENABLED = "enabled";

    // functions
    public static final String SECURITY_DEFINER = "securityDefiner";
    public static final String SEARCH_PATH = "searchPath";
    public static final String VOLATILITY = "volatility";

    // grants
    public static final String GRANTEE = "grantee";
    public static final String PRIVILEGES = "privileges";

    private Trait() {}
}
