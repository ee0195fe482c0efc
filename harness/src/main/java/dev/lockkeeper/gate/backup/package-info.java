/** Backups that were restored once, since one that never was is none. */
@NullMarked
package dev.lockkeeper.gate.backup;

import org.jspecify.annotations.NullMarked;
