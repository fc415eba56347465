package org.tidewaiter.image.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.IndexedImages;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.manifest.SubjectTag;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// Reads from registries. Several threads may use one; credentials and tokens are kept as long as
/// it lives.
///
/// Problems: `registry-denied`, `registry-unreachable`, `registry-untrusted`, `registry-busy`,
/// `registry-broken`, `image-not-found`, `blob-not-found`, `digest-mismatch`,
/// `docker-config-broken`, `credentials-unavailable`, `ca-certificate-broken`,
/// `client-certificate-broken`, `registry-wants-certificate`, `registries-conf-broken`,
/// `registry-blocked`. They name the registry that was asked in truth.
///
/// @see "OCI distribution-spec 1.1"
public final class RegistryClient implements AutoCloseable {
    /// What would be answered to any other request too: log in, or ask for less.
    private static final Set<Integer> ABOUT_US = Set.of(401, 429);

    private static final Map<String, String> ACCEPT_MANIFESTS =
            Map.of("Accept", String.join(", ", MediaTypes.MANIFESTS));

    private final RegistryConnection connection;
    private final Duration pause;

    public RegistryClient(RegistryOptions options) throws ProblemException {
        this(options, Duration.ofMillis(500));
    }

    /// @param pause before a registry is asked again that is busy or broke off
    RegistryClient(RegistryOptions options, Duration pause) throws ProblemException {
        this.pause = pause;
        connection = new RegistryConnection(options, pause);
    }

    /// A manifest or an index.
    ///
    /// @param descriptor with the digest of the bytes, which has been verified
    /// @param name that the image has where it came from, which may be a mirror
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record FetchedManifest(Descriptor descriptor, byte[] bytes, ImageReference name) {}

    /// What a name as the user typed it is short for; the name itself where it is not.
    public String withoutAlias(String name) {
        return connection.withoutAlias(name);
    }

    /// Resolves a tag, or fetches by digest.
    public FetchedManifest manifest(ImageReference image) throws ProblemException {
        return manifest(image, image.selector());
    }

    /// What refers to a manifest of the image's repository: what the registry lists, and what is
    /// listed under the tag that serves registries which keep no such list.
    ///
    /// @return descriptors of manifests, each once
    /// @throws ProblemException where it cannot be told, or not all of it: never fewer
    public List<Descriptor> referrers(ImageReference image, Digest subject)
            throws ProblemException {
        var pages = new ReferrerPages(connection, image, subject, ACCEPT_MANIFESTS);
        var found = new LinkedHashMap<Digest, Descriptor>();
        pages.all().orElse(List.of()).forEach(one -> found.put(one.digest(), one));
        var listed = tagged(image, SubjectTag.REFERRERS.of(subject));
        if (listed.isPresent()) {
            try {
                IndexedImages.readAll(new ByteArrayInputStream(listed.get().bytes()))
                        .forEach(one -> found.putIfAbsent(one.digest(), one));
            } catch (IOException e) {
                throw new IllegalStateException("bytes in memory can be read", e);
            } catch (MalformedManifestException e) {
                throw pages.broken(e.getMessage());
            }
        }
        return List.copyOf(found.values());
    }

    /// Another manifest of the image's repository. A tag is asked for at the registry itself, since
    /// a mirror may have an older one.
    ///
    /// @param tag or a digest
    /// @return nothing where there is none of that tag
    public Optional<FetchedManifest> tagged(ImageReference image, String tag)
            throws ProblemException {
        var what = "tag %s of %s".formatted(tag, image);
        var path = "manifests/" + tag;
        var given =
                Digest.parse(tag).isPresent()
                        ? connection.get(image, what, path, ACCEPT_MANIFESTS)
                        : connection.getNewest(image, what, path, ACCEPT_MANIFESTS);
        if (given.response().statusCode() == 404) {
            closed(given.response());
            return Optional.empty();
        }
        return Optional.of(fetched(image, tag, what, given));
    }

    private static void closed(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException _) {
            return; // nothing more was wanted of it
        }
    }

    private FetchedManifest manifest(ImageReference image, String selector)
            throws ProblemException {
        var what = image.toString();
        var given = connection.get(image, what, "manifests/" + selector, ACCEPT_MANIFESTS);
        return fetched(image, selector, what, given);
    }

    private static FetchedManifest fetched(
            ImageReference image, String selector, String what, RegistryConnection.Given given)
            throws ProblemException {
        try {
            var response = given.response();
            if (response.statusCode() != 200) {
                throw RegistryProblems.of(given.name(), what, response);
            }
            var bytes = read(image, response.body());
            var headers = response.headers();
            var digest = Digest.parse(selector).orElseGet(() -> VerifiedBytes.sha256(bytes));
            VerifiedBytes.verify(bytes, digest);
            var stated = headers.firstValue("Docker-Content-Digest").flatMap(Digest::parse);
            if (stated.isPresent()) {
                VerifiedBytes.verify(bytes, stated.get());
            }
            var type =
                    headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "").strip();
            var descriptor = new Descriptor(type, digest, bytes.length, Optional.empty(), Map.of());
            return new FetchedManifest(descriptor, bytes, given.name());
        } catch (IOException e) {
            throw RegistryProblems.of(given.name(), what, e);
        }
    }

    private static byte[] read(ImageReference image, InputStream body)
            throws ProblemException, IOException {
        try (body) {
            var bytes = body.readNBytes(VerifiedBytes.MAX_MANIFEST_BYTES + 1);
            if (bytes.length > VerifiedBytes.MAX_MANIFEST_BYTES) {
                throw new ProblemException(
                        "image-broken",
                        "the manifest of %s has more than %d bytes"
                                .formatted(image, VerifiedBytes.MAX_MANIFEST_BYTES),
                        "whoever built the image must build it anew");
            }
            return bytes;
        }
    }

    /// The bytes of a layer, a configuration or another manifest of the image's repository. They
    /// are not verified. Where the connection breaks off or nothing arrives for the timeout, the
    /// rest is asked for a few times; then reading fails.
    public InputStream open(ImageReference image, Descriptor blob) throws ProblemException {
        boolean manifest = MediaTypes.MANIFESTS.contains(blob.mediaType());
        var path = (manifest ? "manifests/" : "blobs/") + blob.digest();
        var what = blob.digest() + " of " + image;
        var headers = manifest ? ACCEPT_MANIFESTS : Map.<String, String>of();
        var given = connection.get(image, what, path, headers);
        var response = given.response();
        if (response.statusCode() != 200) {
            throw RegistryProblems.ofBlob(given.name(), what, response);
        }
        return manifest
                ? response.body()
                : new ResumedBlob(
                        response.body(),
                        BlobPart.WHOLE,
                        range -> connection.get(image, what, path, range).response(),
                        pause);
    }

    /// Some of the bytes of a layer. They are not verified. As [#open] for connections that break
    /// off; reading ends with a [org.tidewaiter.image.lazy.WholeLayerException] where no more parts
    /// are given.
    ///
    /// @return nothing where the registry, or the place it sends us to, gives blobs only whole
    public Optional<InputStream> openPart(
            ImageReference image, Descriptor blob, long offset, long bytes)
            throws ProblemException, IOException {
        var what = "part of %s of %s".formatted(blob.digest(), image);
        var path = "blobs/" + blob.digest();
        var part = new BlobPart(offset, bytes);
        var given = connection.get(image, what, path, part.from(0));
        var response = given.response();
        if (ABOUT_US.contains(response.statusCode())) {
            throw RegistryProblems.ofBlob(given.name(), what, response);
        }
        if (!part.isGivenBy(response, 0)) {
            response.body().close();
            return Optional.empty();
        }
        return Optional.of(
                new ResumedBlob(
                        response.body(),
                        part,
                        range -> connection.get(image, what, path, range).response(),
                        pause));
    }

    @Override
    public void close() {
        connection.close();
    }
}
