package dev.lockkeeper.gate.backup;

import dev.lockkeeper.catalog.CatalogReader;
import dev.lockkeeper.gate.SchemaDigest;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rows.TableDigests;
import dev.lockkeeper.rows.TableDigests.TableDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a database holds, in the words of a manifest. */
record Contents(
        String schema, SortedMap<String, TableDigest> tables, SortedMap<String, String> sequences, List<String> roles) {

    static Contents of(Connection session) throws SQLException {
        CatalogSnapshot schema = new CatalogReader(session).full().snapshot();
        List<String> tables = Stream.concat(schema.all(ObjectKind.TABLE), schema.all(ObjectKind.PARTITIONED_TABLE))
                .filter(table -> table.trait(Trait.PARTITION_OF) == null)
                .map(table -> table.id().name())
                .toList();
        return new Contents(
                SchemaDigest.exact(schema),
                TableDigests.of(session, tables),
                sequences(session, schema),
                roles(schema));
    }

    private static SortedMap<String, String> sequences(Connection session, CatalogSnapshot schema) throws SQLException {
        SortedMap<String, String> positions = new TreeMap<>();
        for (String name :
                schema.all(ObjectKind.SEQUENCE).map(one -> one.id().name()).toList()) {
            try (Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery("SELECT last_value || ' ' || is_called FROM " + name)) {
                row.next();
                positions.put(name, Objects.requireNonNull(row.getString(1)));
            }
        }
        return positions;
    }

    private static List<String> roles(CatalogSnapshot schema) {
        TreeSet<String> roles = new TreeSet<>();
        schema.objects().values().forEach(object -> {
            for (String trait : List.of(Trait.OWNER, Trait.GRANTEE)) {
                String role = object.trait(trait);
                if (role != null && !role.equals("PUBLIC") && !role.startsWith("pg_")) {
                    roles.add(role);
                }
            }
        });
        schema.all(ObjectKind.POLICY).forEach(policy -> addRolesOf(policy.definition(), roles));
        schema.all(ObjectKind.DEFAULT_PRIVILEGE)
                .forEach(one -> addOwnerOf(one.id().name(), roles));
        return List.copyOf(roles);
    }

    private static void addRolesOf(String definition, TreeSet<String> roles) {
        var to = java.util.regex.Pattern.compile("(?im)\\bto ([\\w, ]+)$").matcher(definition);
        while (to.find()) {
            for (String role : to.group(1).split(",")) {
                if (!role.isBlank() && !role.strip().equalsIgnoreCase("public")) {
                    roles.add(role.strip());
                }
            }
        }
    }

    private static void addOwnerOf(String name, TreeSet<String> roles) {
        var of = java.util.regex.Pattern.compile("\\bof (\\w+)\\b").matcher(name);
        if (of.find()) {
            roles.add(of.group(1));
        }
    }

    /** What is otherwise in a restored database than it was in the one that was backed up; empty when nothing is. */
    static List<String> differences(Manifest wanted, Contents found) {
        List<String> differences = new ArrayList<>();
        wanted.tables().forEach((table, digest) -> {
            TableDigest now = found.tables().get(table);
            if (now == null) {
                differences.add("table " + table + " with its " + digest.rows() + " rows is missing");
            } else if (now.rows() != digest.rows()) {
                differences.add("table " + table + " had " + digest.rows() + " rows and has " + now.rows());
            } else if (!now.digest().equals(digest.digest())) {
                differences.add("table " + table + " has other values in its " + digest.rows() + " rows");
            }
        });
        found.tables().keySet().stream()
                .filter(table -> !wanted.tables().containsKey(table))
                .forEach(table -> differences.add("table " + table + " was not there"));
        wanted.sequences().forEach((sequence, position) -> {
            String now = found.sequences().get(sequence);
            if (!position.equals(now)) {
                differences.add("sequence " + sequence + " stood at " + position + " and stands at " + now);
            }
        });
        if (!wanted.schema().equals(found.schema())) {
            differences.add("the schema is " + found.schema() + " instead of " + wanted.schema());
        }
        return differences;
    }
}
