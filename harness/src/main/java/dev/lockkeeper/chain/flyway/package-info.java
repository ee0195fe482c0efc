/** Flyway; its own classes decide what they can decide without a connection and without a second of start-up. */
@NullMarked
package dev.lockkeeper.chain.flyway;

import org.jspecify.annotations.NullMarked;
