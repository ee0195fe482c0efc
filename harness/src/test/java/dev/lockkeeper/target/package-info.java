/** Tests of live databases. */
@NullMarked
package dev.lockkeeper.target;

import org.jspecify.annotations.NullMarked;
