/** Rows and values that a step loses or alters. */
@NullMarked
package dev.lockkeeper.rule.dataloss;

import org.jspecify.annotations.NullMarked;
