/** Constraints, keys and grants that a step loses or weakens. */
@NullMarked
package dev.lockkeeper.rule.integrity;

import org.jspecify.annotations.NullMarked;
