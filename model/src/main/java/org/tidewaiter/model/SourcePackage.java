package org.tidewaiter.model;

/// The source package that a distribution built a binary package from. Its version can differ from
/// the binary's.
public record SourcePackage(String name, String version) {}
