/** Alembic: revision files read without Python, and run by the project's own Python. */
@NullMarked
package dev.lockkeeper.chain.alembic;

import org.jspecify.annotations.NullMarked;
