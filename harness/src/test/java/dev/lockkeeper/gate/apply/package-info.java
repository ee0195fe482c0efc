@NullMarked
package dev.lockkeeper.gate.apply;

import org.jspecify.annotations.NullMarked;
