package dev.lockkeeper.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map whose changed copies share what did not change, so that making one and comparing two costs as much as
 * what differs, not as much as there is.
 */
public final class SharedMap<K, V> {

    /** Enough that a schema of a thousand tables has a few dozen entries a drawer; copying this many references costs microseconds. */
    private static final int DRAWERS = 1024;

    private static final SharedMap<?, ?> EMPTY = new SharedMap<>(Collections.nCopies(DRAWERS, List.of()), 0);

    private final List<List<Map.Entry<K, V>>> drawers;
    private final int size;

    private SharedMap(List<List<Map.Entry<K, V>>> drawers, int size) {
        this.drawers = drawers;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // the empty map holds nothing of any type
    public static <K, V> SharedMap<K, V> empty() {
        return (SharedMap<K, V>) EMPTY;
    }

    public int size() {
        return size;
    }

    public @Nullable V get(K key) {
        for (Map.Entry<K, V> entry : drawers.get(drawer(key))) {
            if (entry.getKey().equals(key)) {
                return entry.getValue();
            }
        }
        return null;
    }

    public Stream<V> values() {
        return drawers.stream().flatMap(List::stream).map(Map.Entry::getValue);
    }

    public void forEach(BiConsumer<? super K, ? super V> action) {
        drawers.forEach(drawer -> drawer.forEach(entry -> action.accept(entry.getKey(), entry.getValue())));
    }

    /** A copy to change; this map stays as it is. */
    public Changes<K, V> change() {
        return new Changes<>(this);
    }

    /** The keys whose values may differ: all those in drawers that the two maps do not share. */
    public Set<K> suspectsAgainst(SharedMap<K, V> other) {
        Set<K> suspects = new HashSet<>();
        for (int i = 0; i < DRAWERS; i++) {
            if (drawers.get(i) != other.drawers.get(i)) {
                drawers.get(i).forEach(entry -> suspects.add(entry.getKey()));
                other.drawers.get(i).forEach(entry -> suspects.add(entry.getKey()));
            }
        }
        return suspects;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedMap<?, ?> that && size == that.size && holdsAllOf(that);
    }

    private boolean holdsAllOf(SharedMap<?, ?> that) {
        for (int i = 0; i < DRAWERS; i++) {
            List<?> theirs = that.drawers.get(i);
            if (drawers.get(i) != theirs && !new HashSet<>(drawers.get(i)).equals(new HashSet<>(theirs))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return drawers.stream().flatMap(List::stream).mapToInt(Object::hashCode).sum();
    }

    @Override
    public String toString() {
        return size + " entries";
    }

    private static int drawer(Object key) {
        int hash = key.hashCode() * 0x9E3779B1;
        return (hash >>> 16) & (DRAWERS - 1);
    }

    /** A map being changed; drawers are copied when first touched. */
    public static final class Changes<K, V> {

        private final List<List<Map.Entry<K, V>>> original;
        private final List<List<Map.Entry<K, V>>> drawers;
        private int size;

        private Changes(SharedMap<K, V> from) {
            original = from.drawers;
            drawers = new ArrayList<>(from.drawers);
            size = from.size;
        }

        public @Nullable V put(K key, V value) {
            List<Map.Entry<K, V>> entries = own(drawer(key));
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).getKey().equals(key)) {
                    return entries.set(i, Map.entry(key, value)).getValue();
                }
            }
            entries.add(Map.entry(key, value));
            size++;
            return null;
        }

        public @Nullable V remove(K key) {
            int drawer = drawer(key);
            List<Map.Entry<K, V>> entries = drawers.get(drawer);
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).getKey().equals(key)) {
                    size--;
                    return own(drawer).remove(i).getValue();
                }
            }
            return null;
        }

        public @Nullable V get(K key) {
            for (Map.Entry<K, V> entry : drawers.get(drawer(key))) {
                if (entry.getKey().equals(key)) {
                    return entry.getValue();
                }
            }
            return null;
        }

        /** The changed map; nothing may be changed here afterwards. */
        public SharedMap<K, V> done() {
            return new SharedMap<>(Collections.unmodifiableList(drawers), size);
        }

        private List<Map.Entry<K, V>> own(int drawer) {
            List<Map.Entry<K, V>> entries = drawers.get(drawer);
            if (entries == original.get(drawer)) {
                entries = new ArrayList<>(entries);
                drawers.set(drawer, entries);
            }
            return entries;
        }
    }
}
