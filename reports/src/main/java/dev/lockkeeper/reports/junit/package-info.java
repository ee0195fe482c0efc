/** The report as JUnit XML: a chain is a suite, a step a case. */
@NullMarked
package dev.lockkeeper.reports.junit;

import org.jspecify.annotations.NullMarked;
