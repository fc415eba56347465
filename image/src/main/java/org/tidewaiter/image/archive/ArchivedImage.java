package org.tidewaiter.image.archive;

import org.tidewaiter.image.manifest.BlobStore;
import org.tidewaiter.image.manifest.ResolvedImage;

/// One image of an archive.
///
/// @param layers has nothing else
public record ArchivedImage(ResolvedImage image, BlobStore layers) {}
