package dev.lockkeeper.model;

import java.util.Comparator;

/**
 * Names one entry of the catalogue.
 *
 * @param name quoted where needed and with its schema: {@code auth.users}, {@code auth.users.email},
 *     {@code auth.f(integer)}, {@code table auth.users to app}
 */
public record ObjectId(ObjectKind kind, String name) implements Comparable<ObjectId> {

    private static final Comparator<ObjectId> ORDER =
            Comparator.comparing(ObjectId::kind).thenComparing(ObjectId::name);

    @Override
    public int compareTo(ObjectId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
