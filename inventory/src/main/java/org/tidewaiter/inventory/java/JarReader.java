package org.tidewaiter.inventory.java;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;

/// Reads Java archives, the archives inside them, what was shaded into them, and the names of their
/// classes.
///
/// A shaded artifact is one whose `pom.properties` stands in an archive of another name. What the
/// archive itself is, [JarIdentity] says.
public final class JarReader implements FileReader {
    private static final long MAX_BYTES = 96L << 20;

    @Override
    public String name() {
        return "java-archive";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        JarSearch.ENDINGS.stream()
                                .map(ending -> "**/*." + ending)
                                .toArray(String[]::new))
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var search = new JarSearch();
        search.archive(file.path(), "", file.content(), 0);
        return search.reading();
    }
}
