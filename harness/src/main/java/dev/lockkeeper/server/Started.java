package dev.lockkeeper.server;

import dev.lockkeeper.model.DatabaseAddress;

/**
 * A server that has just begun to answer.
 *
 * @param address its maintenance database, as the user that may make others
 * @param stop takes it away with all that is its own
 */
record Started(DatabaseAddress address, Runnable stop) {}
