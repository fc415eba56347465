package org.tidewaiter.cli;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.model.ProblemException;

/// What is signed beside the digest of an image, as it is typed.
final class Annotations {
    private Annotations() {}

    /// @param typed each `NAME=VALUE`; of two with one name the last counts
    static SortedMap<String, String> parse(List<String> typed) throws ProblemException {
        var parsed = new TreeMap<String, String>();
        for (var one : typed) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new ProblemException(
                        "usage",
                        "'%s' is no annotation".formatted(one),
                        "write it like --annotations stage=prod");
            }
            parsed.put(one.substring(0, equals), one.substring(equals + 1));
        }
        return parsed;
    }
}
