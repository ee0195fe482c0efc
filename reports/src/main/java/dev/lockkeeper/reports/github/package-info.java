/** The report as annotations of a GitHub workflow. */
@NullMarked
package dev.lockkeeper.reports.github;

import org.jspecify.annotations.NullMarked;
