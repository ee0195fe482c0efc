/** Schema snapshots and their difference; the only home of catalogue SQL and of what differs between server versions. */
@NullMarked
package dev.lockkeeper.catalog;

import org.jspecify.annotations.NullMarked;
