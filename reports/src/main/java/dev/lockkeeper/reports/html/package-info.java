/**
 * The report as one page that opens anywhere: what matters is plain HTML, the details of a step are drawn from embedded
 * JSON when somebody opens it.
 */
@NullMarked
package dev.lockkeeper.reports.html;

import org.jspecify.annotations.NullMarked;
