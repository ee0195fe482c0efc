/** Five reports that every writer must write, and what all writers must keep. */
@NullMarked
package dev.lockkeeper.reports;

import org.jspecify.annotations.NullMarked;
