/** Tries one thing with a step where it may do as it likes, and returns facts. */
@NullMarked
package dev.lockkeeper.experiment;

import org.jspecify.annotations.NullMarked;
