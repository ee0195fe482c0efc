/** Rules on locks that keep others waiting, and on long work under them. */
@NullMarked
package dev.lockkeeper.rule.lock;

import org.jspecify.annotations.NullMarked;
