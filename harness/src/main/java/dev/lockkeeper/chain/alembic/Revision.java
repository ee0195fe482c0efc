package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.model.Mark;
import dev.lockkeeper.model.SourceSpan;
import java.util.List;

/**
 * One revision file, as far as it can be understood without running it.
 *
 * @param parents {@code down_revision}: none at a base, several at a merge
 * @param dependencies {@code depends_on}: ids or branch labels that must have run before, without being parents
 * @param at the line of {@code revision}
 * @param parentsAt the line of {@code down_revision}
 */
record Revision(
        String id,
        List<String> parents,
        List<String> dependencies,
        List<String> labels,
        String description,
        SourceSpan at,
        SourceSpan parentsAt,
        Function up,
        Function down,
        List<Mark> marks,
        String checksum) {

    /** What can be said of {@code upgrade()} or {@code downgrade()} before it has run. */
    record Function(SourceSpan at, Body body) {}

    enum Body {
        /** There is no such function. */
        ABSENT,
        /** Nothing but {@code pass}. */
        EMPTY,
        /** The first thing it does is to raise an exception. */
        REFUSES,
        WORKS
    }

    Revision {
        parents = List.copyOf(parents);
        dependencies = List.copyOf(dependencies);
        labels = List.copyOf(labels);
        marks = List.copyOf(marks);
    }

    String file() {
        return at.file();
    }
}
