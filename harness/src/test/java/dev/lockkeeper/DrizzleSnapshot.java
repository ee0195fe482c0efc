package dev.lockkeeper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What Drizzle keeps of the models when it generates a step (its snapshot, version 7), written as SQL. */
final class DrizzleSnapshot {

    private final JsonNode snapshot;

    private DrizzleSnapshot(JsonNode snapshot) {
        this.snapshot = snapshot;
    }

    static DrizzleSnapshot of(Path file) throws IOException {
        return new DrizzleSnapshot(new ObjectMapper().readTree(file.toFile()));
    }

    /** One script that makes all of it in an empty database. */
    String sql() {
        List<String> sql = new ArrayList<>();
        snapshot.at("/enums")
                .forEach(type -> sql.add("CREATE TYPE %s AS ENUM (%s)"
                        .formatted(name(type.at("/name")), texts(type.at("/values"), "'"))));
        JsonNode tables = snapshot.at("/tables");
        tables.forEach(table -> sql.add(table(table)));
        tables.forEach(table -> table.at("/foreignKeys").forEach(key -> sql.add(foreignKey(key))));
        tables.forEach(table -> table.at("/indexes").forEach(index -> sql.add(index(table, index))));
        return String.join(";\n", sql) + ";\n";
    }

    private static String table(JsonNode table) {
        List<String> parts = new ArrayList<>();
        table.at("/columns").forEach(column -> parts.add(column(column)));
        table.at("/compositePrimaryKeys")
                .forEach(key -> parts.add("CONSTRAINT %s PRIMARY KEY (%s)"
                        .formatted(name(key.at("/name")), texts(key.at("/columns"), "\""))));
        table.at("/uniqueConstraints")
                .forEach(key -> parts.add(
                        "CONSTRAINT %s UNIQUE (%s)".formatted(name(key.at("/name")), texts(key.at("/columns"), "\""))));
        table.at("/checkConstraints")
                .forEach(check -> parts.add("CONSTRAINT %s CHECK (%s)"
                        .formatted(name(check.at("/name")), check.at("/value").asText())));
        return "CREATE TABLE %s (%s)".formatted(name(table.at("/name")), String.join(", ", parts));
    }

    private static String column(JsonNode column) {
        return name(column.at("/name")) + " " + column.at("/type").asText()
                + (column.at("/primaryKey").asBoolean() ? " PRIMARY KEY" : "")
                + (column.at("/notNull").asBoolean() ? " NOT NULL" : "")
                + (column.has("default") ? " DEFAULT " + column.at("/default").asText() : "");
    }

    private static String foreignKey(JsonNode key) {
        return "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s) ON DELETE %s ON UPDATE %s"
                .formatted(
                        name(key.at("/tableFrom")),
                        name(key.at("/name")),
                        texts(key.at("/columnsFrom"), "\""),
                        name(key.at("/tableTo")),
                        texts(key.at("/columnsTo"), "\""),
                        key.at("/onDelete").asText(),
                        key.at("/onUpdate").asText());
    }

    private static String index(JsonNode table, JsonNode index) {
        String columns = StreamSupport.stream(index.at("/columns").spliterator(), false)
                .map(column -> name(column.at("/expression")))
                .collect(Collectors.joining(", "));
        return "CREATE %sINDEX %s ON %s USING %s (%s)"
                .formatted(
                        index.at("/isUnique").asBoolean() ? "UNIQUE " : "",
                        name(index.at("/name")),
                        name(table.at("/name")),
                        index.at("/method").asText(),
                        columns);
    }

    private static String name(JsonNode name) {
        return '"' + name.asText() + '"';
    }

    private static String texts(JsonNode array, String quote) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(text -> quote + text.asText() + quote)
                .collect(Collectors.joining(", "));
    }
}
