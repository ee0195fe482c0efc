/** What a tool's transactions do to a step that fails or is run again. */
@NullMarked
package dev.lockkeeper.rule.txgrouping;

import org.jspecify.annotations.NullMarked;
