/** What a report writer is, how it is found and how it is told where its readers are. */
@NullMarked
package dev.lockkeeper.report;

import org.jspecify.annotations.NullMarked;
