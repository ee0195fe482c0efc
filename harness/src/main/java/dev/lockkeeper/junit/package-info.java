/**
 * What a Java team adds to its tests: {@link dev.lockkeeper.junit.VerifyMigrations} on an empty class, and a small API for
 * claims written by hand.
 */
@NullMarked
package dev.lockkeeper.junit;

import org.jspecify.annotations.NullMarked;
