package org.tidewaiter.image.pass;

import java.util.function.Function;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// A reader for tests.
record TestReader(String name, Claims claims, Understanding understanding) implements FileReader {
    interface Understanding {
        Reading read(ClaimedFile file) throws MalformedFileException;
    }

    /// Sees a package named by the file's text.
    static TestReader naming(String name, String... patterns) {
        return of(name, Claims.paths(patterns), file -> file.text().strip());
    }

    /// Sees a package with the name that is made of the file.
    static TestReader of(String name, Claims claims, Function<ClaimedFile, String> packageName) {
        return new TestReader(
                name,
                claims,
                file ->
                        Reading.of(
                                PackageSeen.installed(
                                        Purl.of("generic", "", packageName.apply(file), "1"))));
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        return understanding.read(file);
    }
}
