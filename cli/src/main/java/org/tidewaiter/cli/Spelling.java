package org.tidewaiter.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the word that was perhaps meant.
final class Spelling {
    private Spelling() {}

    /// The known word that is the fewest letters away from what was typed; nothing where every one
    /// is so far away that it would be a guess.
    static Optional<String> nearest(String typed, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(typed, word) <= Math.max(1, typed.length() / 4))
                .min(
                        Comparator.comparingInt((String word) -> distance(typed, word))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// How many letters are to be put in, left out, changed, or swapped with the next.
    ///
    /// @see "Optimal string alignment distance"
    private static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 ? j : j == 0 ? i : cost(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cost(int[][] rows, String a, String b, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1);
        least = Math.min(least, rows[i - 1][j - 1] + same);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
