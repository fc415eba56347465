package org.tidewaiter.image.layer;

/// Something in a layer that could not be read.
///
/// @param path empty where the layer itself is meant
public record FileGap(String path, String reason) {}
