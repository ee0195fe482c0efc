/** The JSON contract. */
@NullMarked
package dev.lockkeeper.reports.json;

import org.jspecify.annotations.NullMarked;
