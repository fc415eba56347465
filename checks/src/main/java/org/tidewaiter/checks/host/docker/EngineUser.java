package org.tidewaiter.checks.host.docker;

import java.util.regex.Pattern;

/// The user of a container, image or command, as their settings write it: `name`, `1000:1000`.
final class EngineUser {
    private static final Pattern ROOT = Pattern.compile("(?:root|\\+?0+)?");

    private EngineUser() {}

    /// Also where nothing is said.
    static boolean isRoot(String written) {
        var user = written.strip();
        int colon = user.indexOf(':');
        return ROOT.matcher(colon < 0 ? user : user.substring(0, colon)).matches();
    }

    static String told(String written) {
        return written.isBlank() ? "user not set, so root" : "user " + written;
    }
}
