/** Two databases held against each other: the same tables, the same rows, whatever the types they are written in. */
@NullMarked
package dev.lockkeeper.compare;

import org.jspecify.annotations.NullMarked;
