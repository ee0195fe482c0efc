/** The whole run, top to bottom: start reading at {@link dev.lockkeeper.Verifier}. */
@NullMarked
package dev.lockkeeper;

import org.jspecify.annotations.NullMarked;
