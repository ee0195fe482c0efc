/** The command line: turns options into a request, and trouble into messages and exit codes. */
@NullMarked
package dev.lockkeeper.cli;

import org.jspecify.annotations.NullMarked;
