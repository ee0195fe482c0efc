/** Projects of sqitch. */
@NullMarked
package dev.lockkeeper.chain.sqitch;

import org.jspecify.annotations.NullMarked;
