/** What a chain's files and order say about its history. */
@NullMarked
package dev.lockkeeper.rule.history;

import org.jspecify.annotations.NullMarked;
