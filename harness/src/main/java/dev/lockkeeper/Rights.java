package dev.lockkeeper;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.target.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which rights a step needs on the target, and which of them the deploying role lacks. */
final class Rights {

    private static final Set<ObjectKind> IN_A_SCHEMA = Set.of(
            ObjectKind.TABLE,
            ObjectKind.PARTITIONED_TABLE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.ENUM,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE_TYPE);

    private final Surroundings surroundings;
    private final CatalogSnapshot target;
    private final String role;

    Rights(Surroundings surroundings, CatalogSnapshot target, String role) {
        this.surroundings = surroundings;
        this.target = target;
        this.role = role;
    }

    List<Fact> missing(StepFacts step) {
        Map<String, String> needed = needed(step);
        List<Fact> missing = new ArrayList<>();
        for (String denied : surroundings.denied(needed)) {
            int blank = denied.indexOf('\t');
            missing.add(new TargetFact.RightMissing(
                    step.at(), role, denied.substring(blank + 1), denied.substring(0, blank)));
        }
        missing.addAll(extensions(step));
        return missing;
    }

    private List<Fact> extensions(StepFacts step) {
        List<Fact> missing = new ArrayList<>();
        for (CatalogObject extension : step.change().added(ObjectKind.EXTENSION).toList()) {
            String name = extension.id().name();
            boolean there = target.find(ObjectKind.EXTENSION, name).isPresent();
            Map<String, Boolean> available = there ? Map.of() : surroundings.extensions();
            String plain = name.replace("\"", "");
            SourceSpan at = step.at();
            if (!there && !available.containsKey(plain)) {
                missing.add(new TargetFact.ExtensionMissing(at, plain, "the server has no such extension to make"));
            } else if (!there
                    && !Boolean.TRUE.equals(available.get(plain))
                    && !surroundings.denied(Map.of("superuser", superuser())).isEmpty()) {
                missing.add(new TargetFact.ExtensionMissing(
                        at, plain, "only a superuser may make it, and " + role + " is none"));
            }
        }
        return missing;
    }

    private String superuser() {
        return "(SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = " + SqlText.literal(role) + ")";
    }

    /** Boolean expressions by right and object, with a tab between the two. */
    private Map<String, String> needed(StepFacts step) {
        Map<String, String> needed = new TreeMap<>();
        CatalogDiff change = step.change();
        Set<String> owned = new TreeSet<>();
        Stream.of(
                        change.added().stream(),
                        change.removed().stream(),
                        change.changed().stream().map(CatalogDiff.Change::after))
                .flatMap(objects -> objects)
                .forEach(object -> {
                    String table = object.table() == null ? object.id().name() : object.table();
                    if (target.hasTable(table) && object.id().kind() != ObjectKind.GRANT) {
                        owned.add(table);
                    }
                });
        owned.forEach(table -> needed.put("own\t" + table, owns(table)));
        change.added().stream()
                .filter(object -> IN_A_SCHEMA.contains(object.id().kind()))
                .forEach(object -> {
                    String schema = object.id().name().split("\\.", 2)[0];
                    if (target.find(ObjectKind.SCHEMA, schema).isPresent()) {
                        needed.put("create in schema\t" + schema, privilege("schema", schema, "CREATE"));
                    }
                });
        if (change.added(ObjectKind.SCHEMA).findAny().isPresent()) {
            needed.put(
                    "create schemas in\tthe database",
                    "pg_catalog.has_database_privilege(" + SqlText.literal(role)
                            + ", pg_catalog.current_database(), 'CREATE')");
        }
        change.added(ObjectKind.CONSTRAINT).forEach(constraint -> {
            String parent = constraint.trait(Trait.REFERENCED_TABLE);
            if (parent != null && target.hasTable(parent)) {
                needed.put("reference\t" + parent, privilege("table", parent, "REFERENCES"));
            }
        });
        writes(step, needed);
        return needed;
    }

    private void writes(StepFacts step, Map<String, String> needed) {
        for (StatementTrace trace : step.all(StatementTrace.class)) {
            if (trace.direction() != Direction.UP) {
                continue;
            }
            trace.touched().stream()
                    .filter(rows -> target.hasTable(rows.table()))
                    .forEach(rows -> {
                        if (rows.inserted() > 0) {
                            needed.put("insert into\t" + rows.table(), privilege("table", rows.table(), "INSERT"));
                        }
                        if (rows.updated() > 0) {
                            needed.put("update\t" + rows.table(), privilege("table", rows.table(), "UPDATE"));
                        }
                        if (rows.deleted() > 0) {
                            needed.put("delete from\t" + rows.table(), privilege("table", rows.table(), "DELETE"));
                        }
                    });
        }
    }

    private String owns(String table) {
        return superuser() + " OR (SELECT pg_catalog.pg_has_role(" + SqlText.literal(role)
                + ", relowner, 'USAGE') FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass("
                + SqlText.literal(table) + "))";
    }

    private String privilege(String kind, String object, String privilege) {
        return "pg_catalog.has_" + kind + "_privilege(" + SqlText.literal(role) + ", " + SqlText.literal(object) + ", "
                + SqlText.literal(privilege) + ")";
    }
}
