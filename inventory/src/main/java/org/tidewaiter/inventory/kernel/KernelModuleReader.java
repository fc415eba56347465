package org.tidewaiter.inventory.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.executable.Sections;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads which module of the Linux kernel a file `*.ko` is, and of which version, out of its
/// section `.modinfo`: `KEY=VALUE`, each ended by a zero byte. A module without a version of its
/// own has that of its kernel.
///
/// What it sees counts only where no distribution's package owns the file.
///
/// @see "Linux source, include/linux/module.h, MODULE_INFO"
public final class KernelModuleReader implements FileReader {
    public static final String NAME = "kernel-module";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/*.ko");
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var said = said(file.content());
        var kernel = said.getOrDefault("vermagic", "").split(" ", -1)[0];
        var version = said.getOrDefault("version", kernel);
        var name =
                said.getOrDefault(
                        "name",
                        file.fileName().substring(0, file.fileName().length() - ".ko".length()));
        if (name.isBlank() || version.isBlank()) {
            throw new MalformedFileException("a kernel module without a name and version");
        }
        var licence = SpdxLicences.recognise(said.getOrDefault("license", ""));
        return Reading.of(
                PackageSeen.installed(Purl.of("generic", "", name, version))
                        .withLicences(licence.isEmpty() ? List.of() : List.of(licence)));
    }

    private static Map<String, String> said(ByteBuffer module) throws MalformedFileException {
        var section =
                Sections.find(module, ".modinfo")
                        .orElseThrow(() ->
                                new MalformedFileException("no kernel module: no .modinfo in it"));
        var bytes = new byte[section.remaining()];
        section.get(bytes);
        var said = new HashMap<String, String>();
        for (var entry : new String(bytes, UTF_8).split("\0", -1)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                said.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1).strip());
            }
        }
        return said;
    }
}
