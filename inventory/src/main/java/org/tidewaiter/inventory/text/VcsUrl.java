package org.tidewaiter.inventory.text;

import java.util.regex.Pattern;

/// Where the source of a package was taken from, as the purl qualifier `vcs_url` wants it, in the
/// form of SPDX download locations: `git+https://example.org/a.git@0123abc`.
public final class VcsUrl {
    private static final Pattern SCP_LIKE = Pattern.compile("([\\w.-]+@[\\w.-]+):(?!//)(.+)");

    private VcsUrl() {}

    /// @param source `https://example.org/a.git?branch=main#commit`: the query says what was asked
    ///   for, the fragment which commit it was
    public static String ofPinned(String source) {
        int hash = source.indexOf('#');
        var address = hash < 0 ? source : source.substring(0, hash);
        int query = address.indexOf('?');
        return ofGit(
                query < 0 ? address : address.substring(0, query),
                hash < 0 ? "" : source.substring(hash + 1));
    }

    /// @param address with or without `git+`, also as `git@host:path`; empty gives an empty answer
    /// @param commit empty where it is not said
    public static String ofGit(String address, String commit) {
        if (address.isEmpty()) {
            return "";
        }
        var scpLike = SCP_LIKE.matcher(address);
        var url =
                scpLike.matches()
                        ? "ssh://%s/%s".formatted(scpLike.group(1), scpLike.group(2))
                        : address;
        return (url.startsWith("git+") || url.startsWith("git:") ? url : "git+" + url)
                + (commit.isEmpty() ? "" : "@" + commit);
    }
}
