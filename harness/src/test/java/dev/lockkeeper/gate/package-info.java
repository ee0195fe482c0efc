@NullMarked
package dev.lockkeeper.gate;

import org.jspecify.annotations.NullMarked;
