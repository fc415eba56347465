package org.tidewaiter.policy;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// A glob over a path as other scanners have them: `*` is any run of characters within a segment,
/// `**` as a whole segment is any number of segments, also none.
///
/// @param segments of the pattern
public record PathGlob(List<String> segments) {
    private static final String ANY_DEPTH = "**";

    public PathGlob {
        segments = List.copyOf(segments);
    }

    /// @return nothing for one with `?`, `[` or `{`, which we do not have
    static Optional<PathGlob> parse(String text) {
        boolean known = text.chars().noneMatch(letter -> "?[]{}\\".indexOf(letter) >= 0);
        return known
                ? Optional.of(new PathGlob(List.of(withoutRoot(text).split("/", -1))))
                : Optional.empty();
    }

    /// Takes at most the product of both lengths in steps, whatever the path.
    boolean matches(String path) {
        var at = new BitSet();
        at.set(0);
        passDepths(at);
        for (var segment : withoutRoot(path).split("/", -1)) {
            var next = new BitSet();
            for (int i = at.nextSetBit(0);
                    i >= 0 && i < segments.size();
                    i = at.nextSetBit(i + 1)) {
                if (segments.get(i).equals(ANY_DEPTH)) {
                    next.set(i);
                } else if (new Glob(segments.get(i)).matches(segment)) {
                    next.set(i + 1);
                }
            }
            passDepths(next);
            at = next;
        }
        return at.get(segments.size());
    }

    /// What stands before any number of segments stands behind it too.
    private void passDepths(BitSet at) {
        for (int i = 0; i < segments.size(); i++) {
            if (at.get(i) && segments.get(i).equals(ANY_DEPTH)) {
                at.set(i + 1);
            }
        }
    }

    private static String withoutRoot(String path) {
        return path.replaceFirst("^(?:\\./|/)+", "");
    }
}
