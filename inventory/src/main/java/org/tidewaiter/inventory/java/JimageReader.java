package org.tidewaiter.inventory.java;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Optional;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.PackageList;

/// Reads which modules were linked into a Java runtime, from its file `lib/modules`. Those of the
/// JDK belong to the runtime, which [JvmReleaseReader] names; each other is a package.
///
/// Of a file that is too large to be held, the index is read: it has the names, and no versions.
public final class JimageReader implements FileReader {
    static final int INDEX_BYTES = 8 << 20;
    private static final long MAX_BYTES = 96L << 20;
    private static final Bytes BIG_ENDIAN = Bytes.of(0xca, 0xfe, 0xda, 0xda);
    private static final Bytes LITTLE_ENDIAN = Bytes.of(0xda, 0xda, 0xfe, 0xca);

    @Override
    public String name() {
        return "java-runtime-modules";
    }

    @Override
    public Claims claims() {
        return Claims.magics(BIG_ENDIAN, LITTLE_ENDIAN)
                .withAnchors(INDEX_BYTES, BIG_ENDIAN, LITTLE_ENDIAN)
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var image = Jimage.of(file.isWhole() ? file.content() : index(file));
        var list = PackageList.installed();
        image.descriptors().stream()
                .filter(one -> !JarModule.isOfJdk(one.module()))
                .sorted(Comparator.comparing(Jimage.Descriptor::module))
                .forEach(one -> add(image, one, list));
        return list.reading();
    }

    private static void add(Jimage image, Jimage.Descriptor one, PackageList list) {
        var version = version(image, one);
        if (version.isEmpty()) {
            list.gap(
                    "the version of the module %s cannot be read"
                            .formatted(Excerpt.of(one.module())));
        }
        list.add(new JarModule(one.module(), version.orElse("")).coordinates().purl());
    }

    /// @return empty text for a module without one
    private static Optional<String> version(Jimage image, Jimage.Descriptor one) {
        try {
            return image.content(one)
                    .map(JarModule::read)
                    .filter(said -> !said.equals(JarModule.NONE))
                    .map(JarModule::version);
        } catch (MalformedFileException _) {
            return Optional.empty();
        }
    }

    private static ByteBuffer index(ClaimedFile file) {
        return file.windows().stream()
                .filter(window -> window.offset() == 0)
                .findFirst()
                .map(window -> ByteBuffer.wrap(window.bytes()))
                .orElseGet(file::content);
    }
}
