/** Tests of what the engine tells. */
@NullMarked
package dev.lockkeeper.junit.engine;

import org.jspecify.annotations.NullMarked;
