package org.tidewaiter.inventory.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads the note `.note.package`, in which an ELF file says which package it was built for. A
/// distribution writes the name and the version of the source package into it.
///
/// What it sees counts only where no distribution's package owns the file: one that was copied out
/// of the image of a distribution.
///
/// @see "systemd, Package Metadata for Executable Files"
public final class PackageNoteReader implements FileReader {
    public static final String NAME = "package-note";

    static final int WINDOW_BYTES = 4 << 10;

    /// Types of purl that have the name of the format of the packages.
    private static final Set<String> DISTRIBUTION_TYPES = Set.of("apk", "alpm", "deb", "rpm");

    /// `cpe:/o:fedoraproject:fedora:40`.
    private static final Pattern CPE =
            Pattern.compile("cpe:(?:/|2\\.3:)o:[^:]*:(?<os>[^:]+):(?<version>[^:]*).*");

    private static final byte[] OWNER = "FDO\0".getBytes(UTF_8);

    @Override
    public String name() {
        return NAME;
    }

    /// By windows only, of files of any size. They begin with the type of the note.
    @Override
    public Claims claims() {
        return Claims.magics(Bytes.of(0x7f, 'E', 'L', 'F'))
                .withAnchors(
                        WINDOW_BYTES,
                        Bytes.of(0x7e, 0x1a, 0xfe, 0xca, 'F', 'D', 'O', 0),
                        Bytes.of(0xca, 0xfe, 0x1a, 0x7e, 'F', 'D', 'O', 0))
                .withMaxBytes(0);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var list = PackageList.installed();
        for (var window : file.windows()) {
            var note = JsonText.read(description(window.bytes()));
            purl(note).ifPresentOrElse(list::add, () -> list.unusable(note.text("name")));
        }
        return list.reading();
    }

    private static byte[] description(byte[] note) throws MalformedFileException {
        int start = Integer.BYTES + OWNER.length;
        for (int end = start; end < note.length; end++) {
            if (note[end] == 0) {
                return Arrays.copyOfRange(note, start, end);
            }
        }
        throw new MalformedFileException("the note of its package has no end");
    }

    private static Optional<Purl> purl(Json note) {
        var name = note.text("name").strip();
        var version = note.text("version").strip();
        if (name.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        if (!DISTRIBUTION_TYPES.contains(note.text("type"))) {
            return Optional.of(Purl.of("generic", "", name, version));
        }
        var cpe = CPE.matcher(note.text("osCpe"));
        boolean isCpe = note.text("os").isEmpty() && cpe.matches();
        var os = isCpe ? cpe.group("os") : note.text("os");
        var release = isCpe ? cpe.group("version") : note.text("osVersion");
        return Optional.of(
                Purl.of(note.text("type"), os, name, version)
                        .withQualifier("arch", note.text("architecture"))
                        .withQualifier("distro", release.isEmpty() ? os : os + "-" + release));
    }
}
