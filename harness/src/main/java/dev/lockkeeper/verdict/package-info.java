/** Suppressions, budgets and the verdict. */
@NullMarked
package dev.lockkeeper.verdict;

import org.jspecify.annotations.NullMarked;
