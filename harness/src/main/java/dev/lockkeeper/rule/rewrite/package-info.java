/** Rules on tables written anew and on writing many rows at once. */
@NullMarked
package dev.lockkeeper.rule.rewrite;

import org.jspecify.annotations.NullMarked;
