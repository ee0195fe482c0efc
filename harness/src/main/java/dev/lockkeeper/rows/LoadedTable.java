package dev.lockkeeper.rows;

/** How many rows of the user's own came into one table. */
public record LoadedTable(String table, long rows) {}
