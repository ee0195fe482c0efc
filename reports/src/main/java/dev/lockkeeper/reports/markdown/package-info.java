/** The report as one comment of a pull request, and as the summary of a workflow step. */
@NullMarked
package dev.lockkeeper.reports.markdown;

import org.jspecify.annotations.NullMarked;
