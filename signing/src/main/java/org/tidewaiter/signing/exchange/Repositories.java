package org.tidewaiter.signing.exchange;

import java.util.Optional;
import org.tidewaiter.model.ImageReference;

/// Which repositories a role is for, in the words of others.
final class Repositories {
    private Repositories() {}

    /// With the host that is meant where none is said.
    static String whole(String pattern) {
        if (pattern.endsWith("*")) {
            int slash = pattern.indexOf('/');
            var host = slash < 0 ? pattern : pattern.substring(0, slash);
            boolean hosted =
                    pattern.equals("*")
                            || host.contains(".")
                            || host.contains(":")
                            || host.equals("localhost");
            return hosted ? pattern : "docker.io/" + pattern;
        }
        return ImageReference.parse(pattern)
                .map(one -> one.registry() + "/" + one.repository())
                .orElse(pattern);
    }

    /// Of a glob as policy-controller has them; nothing for what a charter cannot say. Of one that
    /// fits all names that begin so it is the one name alone, as which we write it.
    static Optional<String> ofGlob(String glob) {
        var pattern = glob.replaceFirst("^index\\.docker\\.io/", "docker.io/");
        if (pattern.endsWith("**")) {
            var start = pattern.substring(0, pattern.length() - 2);
            boolean folder = start.isEmpty() || start.endsWith("/");
            return start.contains("*")
                    ? Optional.empty()
                    : Optional.of(folder ? start + "*" : start);
        }
        boolean whole = !pattern.contains("*") && pattern.lastIndexOf(':') <= pattern.indexOf('/');
        return whole ? Optional.of(pattern) : Optional.empty();
    }
}
