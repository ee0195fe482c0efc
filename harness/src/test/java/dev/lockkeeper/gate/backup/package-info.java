@NullMarked
package dev.lockkeeper.gate.backup;

import org.jspecify.annotations.NullMarked;
