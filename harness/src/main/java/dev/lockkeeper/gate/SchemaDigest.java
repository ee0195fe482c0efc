package dev.lockkeeper.gate;

import dev.lockkeeper.catalog.Reparsed;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** One line for a whole schema; two states have the same one exactly when their dumps are the same. */
public final class SchemaDigest {

    /** They belong to the server; a dump of the database does not hold them. */
    private static final Set<ObjectKind> SERVERS =
            EnumSet.of(ObjectKind.ROLE, ObjectKind.ROLE_MEMBERSHIP, ObjectKind.SETTING);

    private static final Pattern OWNER = Pattern.compile("(?m)\\[?\\bowner (?:\"(?:[^\"]|\"\")*\"|[^\\s\\]]+)]?");

    /** The one schema that a tool makes for its table and nothing else. */
    private static final String MADE_BY_DRIZZLE = "drizzle";

    private SchemaDigest() {}

    /** Of everything in the database. */
    public static String exact(CatalogSnapshot schema) {
        Sha256 sha = new Sha256();
        schema.objects().values().stream()
                .filter(object -> !SERVERS.contains(object.id().kind()))
                .forEach(object -> sha.add(object.id().toString()).add(object.definition()));
        return sha.done();
    }

    /**
     * Of what a chain makes, whoever runs it: without owners and without the tool's own table of what has run, which may
     * come into being by the deploy itself. A target that was restored from a dump once has the expressions that the server
     * made of its own output, and leads to the same place.
     *
     * @param histories as {@code schema.table}
     */
    public static String expected(CatalogSnapshot schema, Collection<String> histories) {
        Sha256 sha = new Sha256();
        schema.objects().values().stream()
                .filter(object -> !SERVERS.contains(object.id().kind()))
                .filter(object -> histories.stream().noneMatch(table -> belongsTo(object, table)))
                .forEach(object ->
                        sha.add(object.id().toString()).add(Reparsed.form(withoutOwner(object.definition()))));
        return sha.done();
    }

    /** Of what a restored dump makes, whose expressions the server has read back from its own output. */
    public static String dumped(CatalogSnapshot schema) {
        Sha256 sha = new Sha256();
        schema.objects().values().stream()
                .filter(object -> !SERVERS.contains(object.id().kind()))
                .forEach(object -> sha.add(object.id().toString()).add(Reparsed.form(object.definition())));
        return sha.done();
    }

    /** Whether an object is a tool's table, or there only for its sake. */
    static boolean belongsTo(CatalogObject object, String table) {
        String name = object.id().name();
        String owned = Objects.requireNonNullElse(object.trait(Trait.OWNED_BY), "");
        String schema = table.substring(0, Math.max(0, table.indexOf('.')));
        return name.equals(table)
                || table.equals(object.table())
                || owned.startsWith(table + ".")
                || (object.id().kind() == ObjectKind.SCHEMA && name.equals(schema) && schema.equals(MADE_BY_DRIZZLE));
    }

    private static String withoutOwner(String definition) {
        return OWNER.matcher(definition).replaceAll("");
    }
}
