/** Drizzle's two layouts. */
@NullMarked
package dev.lockkeeper.chain.drizzle;

import org.jspecify.annotations.NullMarked;
