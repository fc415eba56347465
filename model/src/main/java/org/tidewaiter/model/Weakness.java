package org.tidewaiter.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// A kind of mistake that flaws come from, by its number in the Common Weakness Enumeration.
///
/// @param number as in `CWE-79`; 1 to 99999
/// @see "CWE schema 7.2, CWE_ID"
public record Weakness(int number) implements Comparable<Weakness> {
    private static final int HIGHEST = 99_999;
    private static final Pattern ID =
            Pattern.compile("(?<![A-Za-z0-9])CWE-0{0,4}([1-9][0-9]{0,4})(?![A-Za-z0-9])");

    public Weakness {
        if (number < 1 || number > HIGHEST) {
            throw new IllegalArgumentException("no number of a weakness: " + number);
        }
    }

    /// Those whose ids stand in a text, by number: `CWE-79`, `CWE-79: Cross-site Scripting` or
    /// `CWE-190->CWE-122`. Other words, such as `NVD-CWE-noinfo`, are none.
    public static List<Weakness> namedIn(String text) {
        if (!text.contains("CWE-")) {
            return List.of();
        }
        var named = new ArrayList<Weakness>();
        var ids = ID.matcher(text);
        while (ids.find()) {
            named.add(new Weakness(Integer.parseInt(ids.group(1))));
        }
        return inOrder(named);
    }

    /// Each once, by number.
    public static List<Weakness> inOrder(Collection<Weakness> weaknesses) {
        return weaknesses.size() < 2
                ? List.copyOf(weaknesses)
                : weaknesses.stream().distinct().sorted().toList();
    }

    /// As everybody writes it: `CWE-79`.
    public String id() {
        return "CWE-" + number;
    }

    @Override
    public int compareTo(Weakness other) {
        return Integer.compare(number, other.number);
    }
}
