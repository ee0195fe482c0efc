/** Reads lockkeeper.yml and says every mistake in it at once. */
@NullMarked
package dev.lockkeeper.config;

import org.jspecify.annotations.NullMarked;
