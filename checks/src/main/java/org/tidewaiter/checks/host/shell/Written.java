package org.tidewaiter.checks.host.shell;

/// What a command writes.
///
/// @param out each line with its end
/// @param status 0 where it found what it was asked for
record Written(String out, int status) {
    static Written lines(Iterable<String> lines, int status) {
        var all = new StringBuilder();
        lines.forEach(line -> all.append(line).append('\n'));
        return new Written(all.toString(), status);
    }
}
