package org.tidewaiter.model;

/// How the parts of one package database name a package to each other.
///
/// @param type the purl type, for example `deb`
/// @param architecture empty where the database does not say; an empty one means any
public record PackageKey(String type, String name, String architecture) {}
