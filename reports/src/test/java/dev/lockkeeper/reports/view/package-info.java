/** What readers are told in a few words. */
@NullMarked
package dev.lockkeeper.reports.view;

import org.jspecify.annotations.NullMarked;
