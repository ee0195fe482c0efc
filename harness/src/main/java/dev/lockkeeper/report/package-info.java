/** The one way to write a finished report. */
@NullMarked
package dev.lockkeeper.report;

import org.jspecify.annotations.NullMarked;
