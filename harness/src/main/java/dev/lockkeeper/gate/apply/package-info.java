/** Our own guarded runner: sends steps as their tool would, proves each, and leaves every doubt at a step's boundary. */
@NullMarked
package dev.lockkeeper.gate.apply;

import org.jspecify.annotations.NullMarked;
