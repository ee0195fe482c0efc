/** The report contract: the report as JSON, its published schema, and the way back from JSON to a report. */
@NullMarked
package dev.lockkeeper.reports.json;

import org.jspecify.annotations.NullMarked;
