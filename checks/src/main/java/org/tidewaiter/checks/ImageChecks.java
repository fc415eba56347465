package org.tidewaiter.checks;

import java.util.List;
import org.tidewaiter.checks.image.ImageRoom;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.model.Finding;

/// What is wrong with how an image is configured, and with who may do what in it.
public final class ImageChecks {
    /// What the pass has to read for it.
    public static final List<FileReader> READERS = ImageRoom.READERS;

    private ImageChecks() {}

    /// @param reading by a pass that had the readers
    /// @param settings [ImageSettings#NONE] of a directory, of which only the files are looked at
    /// @return sorted by place
    public static List<Finding.Setting> findings(ImageReading reading, ImageSettings settings) {
        return ImageRoom.findings(reading, settings);
    }
}
