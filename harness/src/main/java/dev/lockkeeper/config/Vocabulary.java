package dev.lockkeeper.config;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The words a configuration may use that other packages own; an empty set stands for "any word".
 *
 * @param rules ids of rules and their aliases
 * @param formats ids of chain formats
 * @param reports ids of report formats
 */
public record Vocabulary(SortedSet<String> rules, SortedSet<String> formats, SortedSet<String> reports) {

    public static Vocabulary of(Collection<String> rules, Collection<String> formats, Collection<String> reports) {
        return new Vocabulary(new TreeSet<>(rules), new TreeSet<>(formats), new TreeSet<>(reports));
    }

    /** Takes every word; for readers that only want the shape. */
    public static Vocabulary any() {
        return new Vocabulary(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }
}
