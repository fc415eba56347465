package org.tidewaiter.inventory.java;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.executable.ElfSymbols;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads which artifacts a GraalVM native image was built from, where it holds its bill of
/// materials: CycloneDX, compressed by gzip, at the symbol `sbom`, of the length at `sbom_length`.
/// Only ELF files are read.
///
/// @see "GraalVM documentation, Native Image, embedded SBOM"
public final class NativeImageReader implements FileReader {
    private static final int MAX_BYTES = 32 << 20;

    @Override
    public String name() {
        return "native-image";
    }

    @Override
    public Claims claims() {
        return Claims.magics(Bytes.of(0x7f, 'E', 'L', 'F'))
                .withAnchors(16, Bytes.ofText("sbom_length\u0000"));
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (file.windows().isEmpty()) {
            return Reading.NOTHING;
        }
        var list = PackageList.installed();
        if (!file.isWhole()) {
            list.gap("perhaps a native image with a bill of materials, but too large to read it");
            return list.reading();
        }
        var symbols = ElfSymbols.of(file.content());
        var length = symbols.flatMap(all -> all.from("sbom_length"));
        if (length.isPresent()) {
            addComponents(materials(symbols.flatMap(all -> all.from("sbom")), length.get()), list);
        }
        return list.reading();
    }

    private static void addComponents(byte[] json, PackageList list) throws MalformedFileException {
        if (!(JsonText.read(json).get("components") instanceof Json.JsonArray components)) {
            throw new MalformedFileException("the bill of materials is of an unknown form");
        }
        for (var component : components.items()) {
            Purl.parse(component.text("purl"))
                    .ifPresentOrElse(list::add, () -> list.unusable(component.text("name")));
        }
    }

    private static byte[] materials(Optional<ByteBuffer> gzip, ByteBuffer lengthField)
            throws MalformedFileException {
        long length = lengthField.remaining() < Long.BYTES ? -1 : lengthField.getLong();
        if (gzip.isEmpty() || length < 0 || length > gzip.get().remaining()) {
            throw new MalformedFileException("the bill of materials is cut short");
        }
        var bytes = new byte[(int) length];
        gzip.get().get(bytes);
        try (var inflated = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var json = inflated.readNBytes(MAX_BYTES);
            if (inflated.read() >= 0) {
                throw new MalformedFileException("the bill of materials is larger than 32 MiB");
            }
            return json;
        } catch (IOException _) {
            throw new MalformedFileException("the bill of materials is not compressed by gzip");
        }
    }
}
