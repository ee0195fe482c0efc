/** The way back: missing, broken, or not leading where it began. */
@NullMarked
package dev.lockkeeper.rule.roundtrip;

import org.jspecify.annotations.NullMarked;
