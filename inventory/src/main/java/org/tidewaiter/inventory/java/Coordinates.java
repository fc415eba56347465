package org.tidewaiter.inventory.java;

import java.util.TreeMap;
import org.tidewaiter.model.Purl;

/// The name of an artifact in a Maven repository.
///
/// @param group empty where nothing says it
/// @param version empty where nothing says it
record Coordinates(String group, String artifact, String version) {
    Purl purl() {
        return new Purl("maven", group, artifact, version, new TreeMap<>(), "");
    }
}
