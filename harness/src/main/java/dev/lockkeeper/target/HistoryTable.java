package dev.lockkeeper.target;

/** Where a tool keeps what it has run. */
public record HistoryTable(String schema, String name) {

    /** For SQL. */
    public String quoted() {
        return quoted(schema) + "." + quoted(name);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
