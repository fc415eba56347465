package org.tidewaiter.gate.docker;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.gate.SoughtImage;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.policy.fact.ImageFacts;

/// An image that the daemon has.
///
/// @param digests of its configuration, and of manifests and indexes that it was pulled or pushed
///   by
/// @param places that it was pulled from or pushed to, by digest
record HeldImage(SortedSet<Digest> digests, List<ImageReference> places, ImageFacts facts) {
    /// @param name as it was asked for
    /// @param told what the daemon says of it
    /// @throws MalformedJsonException if that is no image
    static HeldImage read(String name, GoObject told) throws MalformedJsonException {
        var id = told.text("Id");
        var digests = new TreeSet<Digest>();
        digests.add(
                Digest.parse(id)
                        .orElseThrow(
                                () -> new MalformedJsonException("'%s' is no id".formatted(id))));
        var references = references(told.texts("RepoDigests"));
        references.forEach(one -> one.digest().ifPresent(digests::add));
        return new HeldImage(digests, references, facts(name, id, references, told));
    }

    /// Where it came from or went to, as `registry/repository`.
    SortedSet<String> repositories() {
        var repositories = new TreeSet<String>();
        places.forEach(one -> repositories.add(repository(one)));
        return repositories;
    }

    SoughtImage sought() {
        return new SoughtImage(digests, places, Platform.parse(facts.platform()));
    }

    /// Whether a name is that of a repository, with neither tag nor digest.
    static boolean isWhole(String name) {
        return !name.contains("@") && name.lastIndexOf(':') <= name.lastIndexOf('/');
    }

    /// Of one that the daemon does not have yet, of which the name is known and nothing else. A
    /// name without a tag stands for all of them.
    static ImageFacts wanted(String name) {
        var named = ImageReference.parse(name);
        return new ImageFacts(
                name,
                named.map(HeldImage::repository).orElse(""),
                isWhole(name) ? "" : named.flatMap(ImageReference::tag).orElse(""),
                named.flatMap(ImageReference::digest).map(Digest::toString).orElse(""),
                "",
                Optional.empty(),
                "",
                "",
                List.of(),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                false,
                Optional.empty(),
                0,
                0,
                Optional.empty());
    }

    /// Under another name than it is held by.
    ImageFacts named(String name) {
        var named = wanted(name);
        return new ImageFacts(
                name,
                named.repository(),
                named.tag(),
                named.digest(),
                facts.configDigest(),
                facts.indexDigest(),
                facts.platform(),
                facts.user(),
                facts.entrypoint(),
                facts.command(),
                facts.environment(),
                facts.labels(),
                facts.ports(),
                facts.volumes(),
                facts.healthcheck(),
                facts.created(),
                facts.size(),
                facts.layers(),
                facts.base());
    }

    private static List<ImageReference> references(List<String> names) {
        return names.stream().flatMap(name -> ImageReference.parse(name).stream()).toList();
    }

    private static String repository(ImageReference reference) {
        return reference.registry() + "/" + reference.repository();
    }

    private static ImageFacts facts(
            String name, String id, List<ImageReference> references, GoObject told)
            throws MalformedJsonException {
        var config = told.object("Config");
        var named = named(name, references);
        var from =
                references.stream()
                        .filter(one -> named.filter(it -> isBeside(it, one)).isPresent())
                        .findFirst()
                        .or(() -> references.stream().findFirst());
        return new ImageFacts(
                name,
                from.map(HeldImage::repository).orElse(""),
                named.flatMap(ImageReference::tag).orElse(""),
                from.flatMap(ImageReference::digest).map(Digest::toString).orElse(""),
                id,
                Optional.empty(),
                platform(told),
                config.text("User"),
                config.texts("Entrypoint"),
                config.texts("Cmd"),
                environment(config),
                config.map("Labels"),
                List.copyOf(config.object("ExposedPorts").members().keySet()),
                List.copyOf(config.object("Volumes").members().keySet()),
                config.has("Healthcheck"),
                created(told.text("Created")),
                told.number("Size"),
                told.object("RootFS").texts("Layers").size(),
                Optional.empty());
    }

    private static Optional<ImageReference> named(String name, List<ImageReference> references) {
        return Digest.parse(name).isPresent()
                ? references.stream().findFirst()
                : ImageReference.parse(name);
    }

    private static boolean isBeside(ImageReference one, ImageReference other) {
        return repository(one).equals(repository(other));
    }

    private static String platform(GoObject told) throws MalformedJsonException {
        var variant = told.text("Variant");
        return told.text("Os")
                + "/"
                + told.text("Architecture")
                + (variant.isEmpty() ? "" : "/" + variant);
    }

    private static SortedMap<String, String> environment(GoObject config)
            throws MalformedJsonException {
        var environment = new TreeMap<String, String>();
        for (var one : config.texts("Env")) {
            int equals = one.indexOf('=');
            environment.put(
                    equals < 0 ? one : one.substring(0, equals),
                    equals < 0 ? "" : one.substring(equals + 1));
        }
        return environment;
    }

    private static Optional<Instant> created(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
