package org.tidewaiter.checks.host;

/// One thing that was read, on which an outcome rests.
///
/// @param where the file, request or command, so that a person can read it again: `GET /info`,
///   `/etc/docker/daemon.json`, `auditctl -l`
/// @param what one line for people: `mode 644, owner root:root`; never a secret
public record Seen(String where, String what) {
    private static final int MAX_LENGTH = 400;

    public Seen {
        where = plain(where);
        what = plain(what);
    }

    private static String plain(String text) {
        var line =
                text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e]+", " ")
                        .strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 1) + "…";
    }
}
