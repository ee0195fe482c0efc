/** The report as GitLab Code Quality. */
@NullMarked
package dev.lockkeeper.reports.gitlab;

import org.jspecify.annotations.NullMarked;
