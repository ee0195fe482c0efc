/** Tests of the Alembic reader and driver. */
@NullMarked
package dev.lockkeeper.chain.alembic;

import org.jspecify.annotations.NullMarked;
