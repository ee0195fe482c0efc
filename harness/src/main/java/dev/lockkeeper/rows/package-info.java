/** Fixtures, generated rows and digests of data. */
@NullMarked
package dev.lockkeeper.rows;

import org.jspecify.annotations.NullMarked;
