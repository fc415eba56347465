package org.tidewaiter.image.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.ClaimedBase;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.json.Json;

/// What an image's configuration says of its layers.
///
/// @param diffIds lowest first
/// @param instructions one for each diffID
/// @param base what the labels say that the image is built on
/// @see "OCI image-spec 1.1, config.md"
public record ImageConfig(
        Optional<Platform> platform,
        List<Digest> diffIds,
        List<Optional<String>> instructions,
        Optional<ClaimedBase> base) {
    private static final String NO_OPERATION = "/bin/sh -c #(nop)";
    private static final String SHELL = "/bin/sh -c ";
    private static final String BUILDKIT = "# buildkit";

    public ImageConfig {
        diffIds = List.copyOf(diffIds);
        instructions = List.copyOf(instructions);
    }

    public static ImageConfig parse(byte[] bytes) throws MalformedManifestException {
        var json = Document.read(bytes);
        var diffIds = new ArrayList<Digest>();
        for (var item : json.get("rootfs").get("diff_ids").items()) {
            var text = item.text().orElse("");
            diffIds.add(
                    Digest.parse(text)
                            .orElseThrow(() ->
                                    new MalformedManifestException(
                                            "a diffID is no digest: '%s'".formatted(text))));
        }
        return new ImageConfig(
                Descriptor.platform(json),
                diffIds,
                instructions(json, diffIds.size()),
                BaseNames.in(json.get("config").get("Labels")));
    }

    /// The history is optional and nobody checks it: where it does not fit the layers, it says
    /// nothing about any of them.
    private static List<Optional<String>> instructions(Json config, int layers) {
        var instructions =
                config.get("history").items().stream()
                        .filter(line -> !line.get("empty_layer").isTrue())
                        .map(line -> instruction(line.text("created_by")))
                        .toList();
        return instructions.size() == layers
                ? instructions
                : Collections.nCopies(layers, Optional.empty());
    }

    /// @param createdBy as the builder wrote it: a Dockerfile line, or the shell command that it
    ///   was turned into
    /// @return the Dockerfile line as far as it can be told
    public static Optional<String> instruction(String createdBy) {
        var text = createdBy.strip();
        if (text.startsWith(NO_OPERATION)) {
            text = text.substring(NO_OPERATION.length());
        } else if (text.startsWith(SHELL)) {
            text = "RUN " + text.substring(SHELL.length());
        } else if (text.startsWith("RUN " + SHELL)) {
            text = "RUN " + text.substring("RUN ".length() + SHELL.length());
        }
        if (text.endsWith(BUILDKIT)) {
            text = text.substring(0, text.length() - BUILDKIT.length());
        }
        return Optional.of(text.strip()).filter(line -> !line.isEmpty());
    }
}
