/** Rules on who may see and do what. */
@NullMarked
package dev.lockkeeper.rule.security;

import org.jspecify.annotations.NullMarked;
