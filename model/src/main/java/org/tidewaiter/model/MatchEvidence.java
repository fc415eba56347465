package org.tidewaiter.model;

/// What was compared with what, so that a person can repeat it.
///
/// @param feed the feed's name, for example `debian-osv`
/// @param record the id of the feed's record, for example `DSA-5678-1`
/// @param name the package name that was looked up, which can be the source package's
/// @param version the version that was compared, which can be the source package's
/// @param range the record's words, for example `>= 1.0, < 1.2.3-r4`
/// @param comparison the step that decided, for example `1.2.3-r1 < 1.2.3-r4 (apk)`
public record MatchEvidence(
        String feed, String record, String name, String version, String range, String comparison) {}
