/** The report as SARIF 2.1.0, as code scanning reads it. */
@NullMarked
package dev.lockkeeper.reports.sarif;

import org.jspecify.annotations.NullMarked;
