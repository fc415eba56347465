package org.tidewaiter.image;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tidewaiter.image.artifact.ArtifactStore;
import org.tidewaiter.image.artifact.ArtifactStore.Referrer;
import org.tidewaiter.image.manifest.BlobNotFoundException;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.ListedContent;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.manifest.SubjectTag;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// Copies an image with all that stands beside it, and with what stands beside that, byte for byte.
/// What is at the other place already is not sent again and stays, also what others have put there.
public final class ImageCopy {
    /// The image; what stands beside it; what stands beside that.
    private static final int MAX_DEPTH = 2;

    private static final int MAX_MANIFESTS = 2000;
    private static final int MAX_REFERRERS = 200;
    private static final List<SubjectTag> TAGS =
            List.of(SubjectTag.SIGNATURES, SubjectTag.ATTESTATIONS, SubjectTag.BILL);
    private static final Map<String, SubjectTag> UNTAGGED =
            Map.of(
                    "sigs", SubjectTag.SIGNATURES,
                    "atts", SubjectTag.ATTESTATIONS,
                    "sboms", SubjectTag.BILL);

    private final AttachmentStore from;
    private final Digest image;
    private final ArtifactStore to;
    private final Extent extent;

    private final Set<Digest> copied = new HashSet<>();
    private final ArrayDeque<Subject> subjects = new ArrayDeque<>();
    private final Set<String> leftOut = new LinkedHashSet<>();

    private int evidence;

    private ImageCopy(AttachmentStore from, Digest image, ArtifactStore to, Extent extent) {
        this.from = from;
        this.image = image;
        this.to = to;
        this.extent = extent;
    }

    /// What is copied.
    public enum Extent {
        ALL,
        /// Not the image itself.
        ONLY_EVIDENCE
    }

    /// What came of it.
    ///
    /// @param image what its name led to
    /// @param evidence how many manifests stand beside it, and beside those
    /// @param leftOut what stands there and could not be copied, with the reason
    public record Copied(Digest image, int evidence, List<String> leftOut) {
        public Copied {
            leftOut = List.copyOf(leftOut);
        }
    }

    /// What may have something beside it.
    ///
    /// @param depth 0 for what belongs to the image
    private record Subject(Digest digest, int depth) {}

    /// @param from a name in a registry, or a folder with an OCI layout
    /// @param options of the place that it is in
    /// @throws ProblemException where not all can be told that stands beside the image, and where
    ///   the image cannot be copied whole; with the codes of [Images#open] and [ArtifactStore]
    public static Copied copy(String from, OpenOptions options, ArtifactStore to, Extent extent)
            throws ProblemException, IOException {
        try (var named = NamedRoot.open(from, options)) {
            return new ImageCopy(named.store(), named.digest(), to, extent).copy();
        }
    }

    private Copied copy() throws ProblemException, IOException {
        var bytes = tree(image, 0);
        if (extent == Extent.ALL) {
            to.writeManifest(described(image, bytes), bytes);
        }
        while (!subjects.isEmpty()) {
            besides(subjects.remove());
        }
        return new Copied(image, evidence, List.copyOf(leftOut));
    }

    /// Copies what a manifest or an index leads to: first what the index lists. The outermost is
    /// left to who knows under which name it is kept.
    ///
    /// @return the bytes of the outermost
    private byte[] tree(Digest root, int depth) throws ProblemException, IOException {
        var path = new ArrayDeque<>(List.of(root));
        var entered = new HashSet<Digest>();
        var bytes = new byte[0];
        while (!path.isEmpty()) {
            var digest = path.peek();
            if (path.size() > 1 && copied.contains(digest)) {
                path.pop(); // it was listed twice
                continue;
            }
            bytes = from.manifest(digest);
            var content = content(digest, bytes);
            if (entered.add(digest) && !content.manifests().isEmpty()) {
                content.manifests().stream()
                        .map(Descriptor::digest)
                        .distinct()
                        .filter(one -> !copied.contains(one))
                        .forEach(path::push);
                bound(path.size());
            } else {
                path.pop();
                if (!copied.contains(digest)) {
                    one(digest, bytes, content, depth, path.isEmpty());
                    copied.add(digest);
                }
            }
        }
        return bytes;
    }

    private void one(
            Digest digest, byte[] bytes, ListedContent content, int depth, boolean outermost)
            throws ProblemException, IOException {
        bound(copied.size());
        if (depth < MAX_DEPTH) {
            subjects.add(new Subject(digest, depth));
        }
        if (depth == 0 && extent == Extent.ONLY_EVIDENCE) {
            return;
        }
        for (var blob : content.blobs()) {
            copy(blob);
        }
        if (!outermost) {
            to.writeListed(described(digest, bytes), bytes);
        }
    }

    private void copy(Descriptor blob) throws ProblemException, IOException {
        if (to.has(blob) || to.mount(blob, from.place())) {
            return;
        }
        try (var bytes = from.open(blob)) {
            to.writeBlob(blob, bytes);
        } catch (BlobNotFoundException e) {
            if (!MediaTypes.isForeign(blob.mediaType())) {
                throw e; // others are kept by their owners only
            }
        }
    }

    private void besides(Subject subject) throws ProblemException, IOException {
        var listed = from.referrers(subject.digest);
        if (listed.size() > MAX_REFERRERS) {
            throw tooMany("things refer to " + subject.digest, MAX_REFERRERS);
        }
        for (var one : listed) {
            attempt(one.digest().toString(), () -> referrer(subject, one));
        }
        for (var kind : TAGS) {
            var tag = kind.of(subject.digest);
            var found = from.tagged(tag);
            if (found.isPresent()) {
                attempt(tag, () -> tagged(subject, tag, found.get().digest()));
            }
        }
        if (subject.digest.equals(image)) {
            for (var kind : UNTAGGED.entrySet()) {
                for (var one : from.untagged(kind.getKey())) {
                    var tag = kind.getValue().of(subject.digest);
                    attempt(tag, () -> tagged(subject, tag, one.digest()));
                }
            }
        }
    }

    private interface Attempt {
        void run() throws ProblemException, IOException;
    }

    /// One thing that is listed and cannot be had says nothing of the others.
    private void attempt(String what, Attempt attempt) throws ProblemException, IOException {
        try {
            attempt.run();
        } catch (ProblemException e) {
            if (!Referrers.isOfOne(e) && !e.problem().code().equals("image-not-found")) {
                throw e;
            }
            leftOut.add("%s: %s".formatted(what, e.problem().what()));
        }
    }

    private void referrer(Subject subject, Descriptor listed) throws ProblemException, IOException {
        var bytes = tree(listed.digest(), subject.depth + 1);
        var json = json(listed.digest(), bytes);
        if (!json.get("subject").text("digest").equals(subject.digest.toString())) {
            throw broken(listed.digest(), "it does not refer to what it is listed for");
        }
        var descriptor = described(listed.digest(), bytes);
        var type =
                Stream.of(json.text("artifactType"), json.get("config").text("mediaType"))
                        .filter(one -> !one.isEmpty())
                        .findFirst();
        to.writeReferrer(
                subject.digest,
                new Referrer(descriptor, type.orElse(descriptor.mediaType())),
                bytes);
        evidence++;
    }

    private void tagged(Subject subject, String tag, Digest digest)
            throws ProblemException, IOException {
        var bytes = tree(digest, subject.depth + 1);
        to.merge(tag, described(digest, bytes), bytes);
        evidence++;
    }

    private static Descriptor described(Digest digest, byte[] bytes) throws ProblemException {
        var json = json(digest, bytes);
        var stated = json.text("mediaType");
        var annotations = new TreeMap<String, String>();
        json.get("annotations")
                .members()
                .forEach(
                        (key, value) -> value.text().ifPresent(text -> annotations.put(key, text)));
        var usual = json.has("manifests") ? MediaTypes.OCI_INDEX : MediaTypes.OCI_MANIFEST;
        return new Descriptor(
                stated.isEmpty() ? usual : stated,
                digest,
                bytes.length,
                Optional.empty(),
                annotations);
    }

    private static Json json(Digest digest, byte[] bytes) throws ProblemException {
        try {
            return JsonReader.read(bytes);
        } catch (MalformedJsonException e) {
            throw broken(digest, String.valueOf(e.getMessage()));
        }
    }

    private static ListedContent content(Digest digest, byte[] bytes) throws ProblemException {
        try {
            return ListedContent.parse(bytes);
        } catch (MalformedManifestException e) {
            throw broken(digest, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException broken(Digest digest, String why) {
        return new ProblemException(
                "image-broken",
                "%s cannot be copied: %s".formatted(digest, why),
                "whoever made it must make it anew");
    }

    private static void bound(int manifests) throws ProblemException {
        if (manifests > MAX_MANIFESTS) {
            throw tooMany("manifests belong to it", MAX_MANIFESTS);
        }
    }

    private static ProblemException tooMany(String what, int bound) {
        return new ProblemException(
                "too-many-attachments",
                "it cannot be copied: more than %d %s".formatted(bound, what),
                "ask who keeps the image to remove what is not needed");
    }
}
