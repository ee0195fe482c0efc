package dev.lockkeeper.gate.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.rows.TableDigests.TableDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds, as it was when it was made: enough to know a damaged one, and to hold a restored one against.
 *
 * @param system the number of the server it came from; empty where it may not be asked for
 * @param server its version
 * @param program version of the pg_dump that made it
 * @param bytes of the dump
 * @param sha256 of the dump
 * @param schema digest of the schema
 * @param roles that own or were granted something, which a dump of one database does not make
 * @param sequences where each stood
 * @param proved when it was last restored and found whole; null if never
 */
public record Manifest(
        String name,
        String database,
        String system,
        String created,
        String server,
        String program,
        long bytes,
        String sha256,
        String schema,
        SortedMap<String, TableDigest> tables,
        SortedMap<String, String> sequences,
        List<String> roles,
        @Nullable String proved) {

    static final String FILE = "manifest.json";
    static final String DUMP = "data.dump";
    static final String SCHEMA = "lockkeeper-backup/1";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Manifest {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
        roles = List.copyOf(roles);
    }

    public long rows() {
        return tables.values().stream().mapToLong(TableDigest::rows).sum();
    }

    public int major() {
        return Integer.parseInt(server.split("\\.", 2)[0]);
    }

    Manifest proved(String when) {
        return new Manifest(
                name, database, system, created, server, program, bytes, sha256, schema, tables, sequences, roles,
                when);
    }

    byte[] json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("schema", SCHEMA)
                .put("name", name)
                .put("database", database)
                .put("system", system)
                .put("created", created)
                .put("server", server)
                .put("program", program)
                .put("bytes", bytes)
                .put("sha256", sha256)
                .put("schemaDigest", schema)
                .put("proved", proved);
        ObjectNode rows = node.putObject("tables");
        tables.forEach((table, digest) ->
                rows.putObject(table).put("rows", digest.rows()).put("digest", digest.digest()));
        ObjectNode positions = node.putObject("sequences");
        sequences.forEach(positions::put);
        roles.forEach(node.putArray("roles")::add);
        return (node.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static Manifest read(Path folder) throws IOException {
        JsonNode node;
        try {
            node = JSON.readTree(Files.readAllBytes(folder.resolve(FILE)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw damaged(folder, e);
        }
        if (!SCHEMA.equals(node.path("schema").asText())) {
            throw damaged(folder, null);
        }
        SortedMap<String, TableDigest> tables = new TreeMap<>();
        node.path("tables")
                .fields()
                .forEachRemaining(table -> tables.put(
                        table.getKey(),
                        new TableDigest(
                                table.getValue().path("rows").asLong(),
                                table.getValue().path("digest").asText())));
        SortedMap<String, String> sequences = new TreeMap<>();
        node.path("sequences")
                .fields()
                .forEachRemaining(
                        one -> sequences.put(one.getKey(), one.getValue().asText()));
        List<String> roles = new ArrayList<>();
        node.path("roles").forEach(role -> roles.add(role.asText()));
        return new Manifest(
                node.path("name").asText(),
                node.path("database").asText(),
                node.path("system").asText(),
                node.path("created").asText(),
                node.path("server").asText(),
                node.path("program").asText(),
                node.path("bytes").asLong(),
                node.path("sha256").asText(),
                node.path("schemaDigest").asText(),
                tables,
                sequences,
                roles,
                node.path("proved").isTextual() ? node.path("proved").asText() : null);
    }

    private static LockkeeperException damaged(Path folder, @Nullable Exception cause) {
        LockkeeperException damaged = LockkeeperException.because("The manifest of the backup " + folder.getFileName()
                        + " cannot be read, so nobody can say what the backup ought to hold.")
                .tryThis("another backup: lockkeeper backup list");
        return cause == null ? damaged : damaged.causedBy(cause);
    }
}
