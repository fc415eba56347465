package org.tidewaiter.inventory.listing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Every form of a file list that we ship. This list is the only place that names them.
public final class FileListFormats {
    public static final List<FileListFormat> BUILT_IN =
            List.of(
                    new FileTable(), //
                    new FileJson(),
                    new FileCsv());

    private FileListFormats() {}

    /// @return nothing if no built-in format has the name
    public static Optional<FileListFormat> named(String name) {
        return BUILT_IN.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    public static Set<String> names() {
        return BUILT_IN.stream().map(FileListFormat::name).collect(Collectors.toSet());
    }
}
