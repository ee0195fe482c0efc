package dev.lockkeeper.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which readings of one connection came to pass before which, as far as nothing was rolled back in between. */
final class History {

    /** Older readings are forgotten; a state so old is compared in full. */
    private static final int REMEMBERED = 2_000;

    private final Map<String, String> before = new LinkedHashMap<>();
    private String current = "";

    void entered(String mark, String last) {
        before.put(mark, last);
        current = mark;
        if (before.size() > REMEMBERED) {
            before.remove(before.keySet().iterator().next());
        }
    }

    /** The reading under way. */
    String current() {
        return current;
    }

    /** Whether a reading saw what the one under way would see, but for what was written since. */
    boolean holds(String mark) {
        @Nullable String past = before.get(current);
        while (past != null && !past.isEmpty()) {
            if (past.equals(mark)) {
                return true;
            }
            past = before.get(past);
        }
        return false;
    }
}
