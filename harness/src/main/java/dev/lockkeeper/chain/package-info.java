/** Reading migration chains in the formats of their own tools. */
@NullMarked
package dev.lockkeeper.chain;

import org.jspecify.annotations.NullMarked;
