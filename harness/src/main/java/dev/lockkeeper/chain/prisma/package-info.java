/** Prisma Migrate. */
@NullMarked
package dev.lockkeeper.chain.prisma;

import org.jspecify.annotations.NullMarked;
