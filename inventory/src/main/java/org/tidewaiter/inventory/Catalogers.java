package org.tidewaiter.inventory;

import java.util.List;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.inventory.linux.OsReleaseReader;

/// Every cataloger we ship. This list is the only place that names them.
public final class Catalogers {
    public static final List<FileReader> BUILT_IN =
            List.of(
                    new OsReleaseReader() //
                    );

    private Catalogers() {}
}
