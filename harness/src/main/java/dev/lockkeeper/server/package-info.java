/** Servers we may ruin: where they come from, and that nothing of them stays. */
@NullMarked
package dev.lockkeeper.server;

import org.jspecify.annotations.NullMarked;
