package org.tidewaiter.model;

import java.util.List;

/// The operating system's distribution, from its `os-release`. A field it does not have is empty.
///
/// @param id lower case, for example `debian`, `alpine`, `rhel`
/// @param versionId for example `12`, `3.20.3`
/// @param codename for example `bookworm`
/// @param name for people, for example `Debian GNU/Linux 12 (bookworm)`
/// @param like ids of the distributions this one is derived from, nearest first
/// @see "os-release(5)"
public record Distribution(
        String id, String versionId, String codename, String name, List<String> like) {
    public Distribution {
        like = List.copyOf(like);
    }
}
