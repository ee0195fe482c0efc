package dev.lockkeeper.compare;

import org.jspecify.annotations.Nullable;

/**
 * A row on its way through the comparison.
 *
 * @param key what it is paired by, canonical
 * @param values in the order of the paired columns
 * @param place where it lies, for rows that have no other name
 * @param canonical whether the values are canonical, too, and no longer as they came
 */
record Row(@Nullable Object[] key, @Nullable Object[] values, String place, boolean canonical) {}
