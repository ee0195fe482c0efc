/** Objects that are there already and are not what the chain believes. */
@NullMarked
package dev.lockkeeper.rule.drift;

import org.jspecify.annotations.NullMarked;
