package dev.lockkeeper.rows;

/** Which row is meant: its table, and in it its key or, without one, all it holds. */
public record RowKey(long table, String identity) {}
