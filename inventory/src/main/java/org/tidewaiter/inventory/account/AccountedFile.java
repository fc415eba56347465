package org.tidewaiter.inventory.account;

import org.tidewaiter.image.merge.MergedTree.RegularFile;

/// A regular file of the merged image, and how it is explained.
public record AccountedFile(RegularFile file, Standing standing) {}
