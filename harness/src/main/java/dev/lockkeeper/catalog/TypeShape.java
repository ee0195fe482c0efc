package dev.lockkeeper.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What values a type has.
 *
 * @param oid the type's number on this server
 * @param name as the server prints it when nothing but the system schema is on the search path
 * @param inner base of a domain, element of an array, subtype of a range, range of a multirange; else null
 * @param innerModifier the modifier a domain gives its base, or -1
 * @param labels of an enum, in order
 * @param fields of a composite type
 * @param checks of a domain, each an expression over {@code VALUE}
 * @param notNull whether a domain refuses NULL
 */
public record TypeShape(
        long oid,
        String name,
        Kind kind,
        @Nullable TypeShape inner,
        int innerModifier,
        List<String> labels,
        List<Field> fields,
        List<String> checks,
        boolean notNull) {

    /** How a type is made. */
    public enum Kind {
        BASE,
        ENUM,
        DOMAIN,
        COMPOSITE,
        ARRAY,
        RANGE,
        MULTIRANGE,
        PSEUDO
    }

    /** One attribute of a composite type. */
    public record Field(String name, TypeShape type, int modifier) {}

    public TypeShape {
        labels = List.copyOf(labels);
        fields = List.copyOf(fields);
        checks = List.copyOf(checks);
    }

    /** The type below all domains. */
    public TypeShape base() {
        return kind == Kind.DOMAIN && inner != null ? inner.base() : this;
    }

    /** The name without its schema, e.g. {@code citext}. */
    public String plainName() {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.startsWith("\"") && last.endsWith("\"") && last.length() > 2
                ? last.substring(1, last.length() - 1)
                : last;
    }
}
