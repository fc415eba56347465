package org.tidewaiter.image.manifest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidewaiter.model.json.Json;

/// How a container of an image is started, and how the image says it was made: the settings of its
/// configuration, as far as they have the shape that they should have.
///
/// @param user as written: a name or number, with a group after `:`; empty where none is set
/// @param environment by variable, in the order of the document; the last of several counts
/// @param labels by name, in the order of the document
/// @param exposedPorts as `80/tcp`
/// @param volumes paths
/// @param healthcheck the test (`CMD`, `CMD-SHELL` or `NONE` first); nothing where none is stated
/// @param onBuild instructions that run when somebody builds on the image
/// @param created by the image's own word; nothing where it says none, or no time
/// @param history of all steps, also of those that made no layer, oldest first
/// @see "OCI image-spec 1.1, config.md; Docker image spec v1.2"
public record ImageSettings(
        String user,
        Map<String, String> environment,
        Map<String, String> labels,
        List<String> exposedPorts,
        List<String> volumes,
        List<String> entrypoint,
        List<String> command,
        String workingDirectory,
        Optional<List<String>> healthcheck,
        List<String> onBuild,
        Optional<Instant> created,
        List<Step> history) {
    public static final ImageSettings NONE =
            new ImageSettings(
                    "",
                    Map.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    "",
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    List.of());

    public ImageSettings {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        exposedPorts = List.copyOf(exposedPorts);
        volumes = List.copyOf(volumes);
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        healthcheck = healthcheck.map(List::copyOf);
        onBuild = List.copyOf(onBuild);
        history = List.copyOf(history);
    }

    /// One step of the build.
    ///
    /// @param createdBy as the builder wrote it, with what the shell was given of build arguments
    /// @param comment empty where there is none
    /// @param layer the index of the layer that the step made; nothing where it made none, or where
    ///   the history does not fit the layers
    public record Step(String createdBy, String comment, OptionalInt layer) {
        /// The line of a Dockerfile, as far as it can be told; empty where nothing is said.
        public String instruction() {
            return ImageConfig.instruction(createdBy).orElse("");
        }
    }

    /// @param bytes of a configuration; empty for an image that has none
    /// @throws MalformedManifestException if it is no JSON
    public static ImageSettings parse(byte[] bytes) throws MalformedManifestException {
        if (bytes.length == 0) {
            return NONE;
        }
        var json = Document.read(bytes);
        var config = json.get("config");
        return new ImageSettings(
                config.text("User"),
                environment(config.get("Env")),
                texts(config.get("Labels")),
                List.copyOf(config.get("ExposedPorts").members().keySet()),
                List.copyOf(config.get("Volumes").members().keySet()),
                words(config.get("Entrypoint")),
                words(config.get("Cmd")),
                config.text("WorkingDir"),
                config.get("Healthcheck").has("Test")
                        ? Optional.of(words(config.get("Healthcheck").get("Test")))
                        : Optional.empty(),
                words(config.get("OnBuild")),
                time(json.text("created")),
                history(json));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> environment(Json list) {
        var variables = new LinkedHashMap<String, String>();
        for (var entry : words(list)) {
            int equals = entry.indexOf('=');
            variables.put(
                    equals < 0 ? entry : entry.substring(0, equals),
                    equals < 0 ? "" : entry.substring(equals + 1));
        }
        return variables;
    }

    private static Map<String, String> texts(Json object) {
        var texts = new LinkedHashMap<String, String>();
        object.members()
                .forEach((name, value) -> value.text().ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    private static List<String> words(Json list) {
        return list.items().stream().flatMap(item -> item.text().stream()).toList();
    }

    private static List<Step> history(Json json) {
        var lines = json.get("history").items();
        int layers = json.get("rootfs").get("diff_ids").items().size();
        long made = lines.stream().filter(line -> !line.get("empty_layer").isTrue()).count();
        var steps = new ArrayList<Step>();
        int next = 0;
        for (var line : lines) {
            boolean isLayer = made == layers && !line.get("empty_layer").isTrue();
            steps.add(
                    new Step(
                            line.text("created_by"),
                            line.text("comment"),
                            isLayer ? OptionalInt.of(next++) : OptionalInt.empty()));
        }
        return steps;
    }
}
