/** The report for people at a terminal. */
@NullMarked
package dev.lockkeeper.reports.text;

import org.jspecify.annotations.NullMarked;
