/** Formats that are recognised and not read here. */
@NullMarked
package dev.lockkeeper.chain.foreign;

import org.jspecify.annotations.NullMarked;
