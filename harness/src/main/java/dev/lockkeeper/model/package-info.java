/** The words everybody uses: records and sealed types. Imports nothing of ours. */
@NullMarked
package dev.lockkeeper.model;

import org.jspecify.annotations.NullMarked;
