/** Formats whose ways up and down are files of their own. */
@NullMarked
package dev.lockkeeper.chain.updown;

import org.jspecify.annotations.NullMarked;
