/** What several formats say of a report in the same words: order, tallies, places, plain sentences. */
@NullMarked
package dev.lockkeeper.reports.view;

import org.jspecify.annotations.NullMarked;
