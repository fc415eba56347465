package org.tidewaiter.model;

/// A CVSS vector with its base score.
///
/// @param vector as published, for example `CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H`
/// @param score 0.0 to 10.0
/// @param source the feed that gave the vector
public record Cvss(String vector, double score, String source) {}
