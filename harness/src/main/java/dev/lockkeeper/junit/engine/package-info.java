/** The test engine that finds annotated classes, verifies their chains and tells each claim as a test. */
@NullMarked
package dev.lockkeeper.junit.engine;

import org.jspecify.annotations.NullMarked;
