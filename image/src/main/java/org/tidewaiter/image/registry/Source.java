package org.tidewaiter.image.registry;

import org.tidewaiter.model.ImageReference;

/// A place that is asked for an image.
///
/// @param image by the name that it has there
/// @param insecure plain HTTP will do where there is no TLS
record Source(ImageReference image, boolean insecure) {}
