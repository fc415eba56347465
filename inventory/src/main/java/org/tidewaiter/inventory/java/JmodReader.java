package org.tidewaiter.inventory.java;

import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.java.ZipArchive.Entry;
import org.tidewaiter.model.Observation.PackageSeen;

/// Reads Java modules that are made for linking, `.jmod` files: an archive behind four bytes, with
/// the module's descriptor below `classes/`. Those of the JDK belong to it, which
/// [JvmReleaseReader] names.
///
/// @see "JEP 261, section Packaging: JMOD files"
public final class JmodReader implements FileReader {
    private static final long MAX_BYTES = 96L << 20;
    private static final int HEADER_BYTES = 4;
    private static final int MAX_DESCRIPTOR_BYTES = 1 << 20;
    private static final String DESCRIPTOR = "classes/module-info.class";

    @Override
    public String name() {
        return "jmod";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/*.jmod").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var content = file.content();
        if (content.limit() < HEADER_BYTES || content.get(0) != 'J' || content.get(1) != 'M') {
            return Reading.NOTHING;
        }
        var zip = ZipArchive.open(content.slice(HEADER_BYTES, content.limit() - HEADER_BYTES));
        var module = JarModule.read(zip.content(descriptor(zip)));
        if (module.name().isEmpty()) {
            throw new MalformedFileException("its module descriptor is broken");
        }
        return JarModule.isOfJdk(module.name())
                ? Reading.NOTHING
                : Reading.of(PackageSeen.installed(module.coordinates().purl()));
    }

    private static Entry descriptor(ZipArchive zip) throws MalformedFileException {
        for (var entry : zip.entries()) {
            if (entry.name().equals(DESCRIPTOR) && entry.sizeBytes() <= MAX_DESCRIPTOR_BYTES) {
                return entry;
            }
        }
        throw new MalformedFileException("no module descriptor of at most 1 MiB is in it");
    }
}
