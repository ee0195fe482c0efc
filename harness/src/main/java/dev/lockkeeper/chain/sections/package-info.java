/** Formats whose ways up and down are sections of one file. */
@NullMarked
package dev.lockkeeper.chain.sections;

import org.jspecify.annotations.NullMarked;
