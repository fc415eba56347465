package org.tidewaiter.image.compression;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.ZstdVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tidewaiter.image.stream.RunInput;

/// The native zstd decoder with its errors told as ours. Loading this class loads the native
/// library, which takes some 80 ms: so it is touched only where a layer is zstd.
///
/// Left alone, the decoder unpacks its library into the folder for temporary files at every start.
/// A distribution has it unpacked beside the decoder's jar, and then it is loaded from there.
final class ZstdInput extends RunInput {
    private static final String PLACE = "ZstdNativePath";

    static {
        unpacked()
                .filter(_ -> System.getProperty(PLACE) == null)
                .ifPresent(file -> System.setProperty(PLACE, file.toString()));
    }

    private static Optional<Path> unpacked() {
        var library =
                "linux/%s/libzstd-jni-%s.so"
                        .formatted(System.getProperty("os.arch"), ZstdVersion.VERSION);
        // where its code source says that it is, it was when an AOT cache was made
        var type = ZstdInputStreamNoFinalizer.class;
        var found = String.valueOf(type.getResource(type.getSimpleName() + ".class"));
        int end = found.indexOf("!/");
        if (!found.startsWith("jar:") || end < 0) {
            return Optional.empty();
        }
        try {
            var jar = Path.of(new URI(found.substring("jar:".length(), end)));
            return Optional.of(jar.resolveSibling(library)).filter(Files::isRegularFile);
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException _) {
            return Optional.empty(); // a jar that is no file
        }
    }

    private final InputStream in;

    ZstdInput(InputStream in) throws IOException {
        this.in = new ZstdInputStreamNoFinalizer(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (ZstdIOException e) {
            throw new MalformedLayerException("zstd: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
