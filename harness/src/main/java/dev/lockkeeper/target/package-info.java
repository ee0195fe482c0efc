/** Live databases, read-only: how to reach one, its tool's history, what it is and what stands in a step's way. */
@NullMarked
package dev.lockkeeper.target;

import org.jspecify.annotations.NullMarked;
