package dev.lockkeeper.compare;

import java.util.List;

/**
 * A table as one side has it.
 *
 * @param schema empty in SQLite
 * @param keys what tells its rows apart, the primary key first
 * @param handle what the side itself needs to find it again
 */
record SideTable(String schema, String name, List<SideColumn> columns, List<List<String>> keys, long handle) {

    SideTable {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    String shown() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
