/** Versioned folders of Atlas. */
@NullMarked
package dev.lockkeeper.chain.atlas;

import org.jspecify.annotations.NullMarked;
