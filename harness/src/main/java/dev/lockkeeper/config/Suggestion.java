package dev.lockkeeper.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word somebody may have meant. */
public final class Suggestion {

    private Suggestion() {}

    /** The known word nearest to a mistyped one; empty when none is near. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, wanted.length() / 3);
        return known.stream()
                .filter(candidate -> distance(wanted, candidate) <= limit || wanted.equals(bare(candidate)))
                .min(Comparator.<String>comparingInt(candidate -> distance(wanted, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean "fixtures"?}, or nothing. */
    public static String asQuestion(String word, Collection<String> known) {
        return nearest(word, known)
                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                .orElse("");
    }

    private static String bare(String word) {
        return word.replace("-", "");
    }

    /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours each cost one. */
    private static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cheapest(int[][] cost, String left, String right, int i, int j) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int best = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
