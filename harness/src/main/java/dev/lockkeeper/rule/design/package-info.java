/** Opinions on the design of a schema; all are off unless somebody switches them on, and judge only what a step brings. */
@NullMarked
package dev.lockkeeper.rule.design;

import org.jspecify.annotations.NullMarked;
