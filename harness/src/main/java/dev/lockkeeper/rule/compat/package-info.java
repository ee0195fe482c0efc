/** Statements of the release before that no longer work. */
@NullMarked
package dev.lockkeeper.rule.compat;

import org.jspecify.annotations.NullMarked;
