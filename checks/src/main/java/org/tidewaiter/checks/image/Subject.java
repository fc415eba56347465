package org.tidewaiter.checks.image;

import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.pass.ImageReading;

/// What the topics are asked about.
///
/// @param isWindows has other users and paths
record Subject(MergedTree tree, ImageSettings settings, Accounts accounts, boolean isWindows) {
    static Subject of(ImageReading reading, ImageSettings settings) {
        return new Subject(
                reading.tree(),
                settings,
                Accounts.of(reading),
                reading.source()
                        .platform()
                        .filter(platform -> platform.os().equals("windows"))
                        .isPresent());
    }
}
