/** From facts to findings; never touches a connection. */
@NullMarked
package dev.lockkeeper.rule;

import org.jspecify.annotations.NullMarked;
