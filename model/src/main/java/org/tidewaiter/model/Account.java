package org.tidewaiter.model;

/// A user or a group that an image knows.
///
/// @param id uid or gid, not negative
public record Account(String name, long id) {
    public Account {
        if (id < 0) {
            throw new IllegalArgumentException("no id of an account: " + id);
        }
    }
}
