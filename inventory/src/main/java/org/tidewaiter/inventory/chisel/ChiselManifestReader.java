package org.tidewaiter.inventory.chisel;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.json.Json;

/// Reads the manifest of an image that chisel cut from Ubuntu's packages, `manifest.wall`: a JSON
/// object a line, packed with zstd. A path belongs to the package of its first slice.
///
/// The manifest does not say from which source package one was built, by which advisories are
/// looked up; that is a gap.
///
/// @see "Chisel documentation, Chisel manifest, schema 1.0"
public final class ChiselManifestReader implements FileReader {
    private static final long MAX_PLAIN_BYTES = 64L << 20;
    private static final String SCHEMA = "1.0";

    @Override
    public String name() {
        return "chisel-manifest";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/manifest.wall").withMaxBytes(32 << 20);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var packages = new LinkedHashMap<String, Purl>();
        var files = new LinkedHashMap<String, List<String>>();
        try (var plain =
                        Decompression.open(new ByteArrayInputStream(file.head()), MAX_PLAIN_BYTES);
                var lines =
                        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            checkHeader(lines.readLine());
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                add(object(line), packages, files);
            }
        } catch (IOException e) {
            throw new MalformedFileException("not readable: " + e.getMessage());
        }
        return reading(packages, files);
    }

    private static void checkHeader(@Nullable String line) throws MalformedFileException {
        var header = line == null ? new Json.JsonNull() : object(line);
        if (!header.has("jsonwall")) {
            throw new MalformedFileException("no manifest of chisel");
        }
        if (!header.text("schema").equals(SCHEMA)) {
            throw new MalformedFileException(
                    "of another schema than %s: '%s'"
                            .formatted(SCHEMA, Excerpt.of(header.text("schema"))));
        }
    }

    private static Json object(String line) throws MalformedFileException {
        return JsonText.read(line.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Json entry, Map<String, Purl> packages, Map<String, List<String>> files)
            throws MalformedFileException {
        switch (entry.text("kind")) {
            case "package" -> {
                var name = entry.text("name");
                if (name.isEmpty() || entry.text("version").isEmpty()) {
                    throw new MalformedFileException("a package without a name and version");
                }
                packages.put(
                        name,
                        Purl.of("deb", "", name, entry.text("version"))
                                .withQualifier("arch", entry.text("arch")));
            }
            case "path" -> {
                var path = entry.text("path");
                var slice = entry.get("slices").items().stream().findFirst().flatMap(Json::text);
                if (slice.isPresent() && path.startsWith("/") && !path.endsWith("/")) {
                    files.computeIfAbsent(packageOf(slice.get()), _ -> new ArrayList<>())
                            .add(path.substring(1));
                }
            }
            default -> {} // slices and what they have, which the paths say too
        }
    }

    /// `libc6_libs` is a slice of `libc6`; a name of a package has no underscore.
    private static String packageOf(String slice) {
        int underscore = slice.indexOf('_');
        return underscore < 0 ? slice : slice.substring(0, underscore);
    }

    private static Reading reading(Map<String, Purl> packages, Map<String, List<String>> files) {
        return new Reading(
                packages.entrySet().stream()
                        .<Observation>map(one ->
                                PackageSeen.installed(one.getValue())
                                        .withFiles(files.getOrDefault(one.getKey(), List.of())))
                        .toList(),
                packages.isEmpty()
                        ? List.of()
                        : List.of(
                                "it does not say from which source packages these were built, by"
                                        + " which advisories are looked up"));
    }
}
