/** The page, as text and in a browser. */
@NullMarked
package dev.lockkeeper.reports.html;

import org.jspecify.annotations.NullMarked;
