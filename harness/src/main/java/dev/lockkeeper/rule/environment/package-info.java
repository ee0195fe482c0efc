/** Steps that need another role, another server or other rows than there are. */
@NullMarked
package dev.lockkeeper.rule.environment;

import org.jspecify.annotations.NullMarked;
