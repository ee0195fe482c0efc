/** Steps that a real server refuses. */
@NullMarked
package dev.lockkeeper.rule.applyfailure;

import org.jspecify.annotations.NullMarked;
