/** What writes to a live database or lets somebody write: attestations, the guarded deploy, backups. */
@NullMarked
package dev.lockkeeper.gate;

import org.jspecify.annotations.NullMarked;
