package org.tidewaiter.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.Attachment.Found;
import org.tidewaiter.image.artifact.ArtifactPlace;
import org.tidewaiter.image.manifest.ArtifactManifest;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.SubjectTag;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;

/// What somebody has put beside an image where it is kept: whatever refers to its manifest, or to
/// an index that led to it, and the attestations that cosign keeps under a tag made of the digest.
/// Only digests are verified; who put it there is not known.
///
/// @see "OCI distribution-spec 1.1, listing referrers; cosign, SIGNATURE_SPEC.md (tag-based
///   discovery)"
public final class Referrers implements AutoCloseable {
    private static final int MAX_REFERRERS = 200;
    private static final int MAX_BLOBS = 2000;
    private static final Map<Found, String> COSIGN_KINDS =
            new EnumMap<>(
                    Map.of(
                            Found.SIGNATURE_TAG, "sigs",
                            Found.ATTESTATION_TAG, "atts",
                            Found.BILL_TAG, "sboms"));
    private static final Map<Found, SubjectTag> TAGS =
            new EnumMap<>(
                    Map.of(
                            Found.SIGNATURE_TAG, SubjectTag.SIGNATURES,
                            Found.ATTESTATION_TAG, SubjectTag.ATTESTATIONS,
                            Found.BILL_TAG, SubjectTag.BILL));

    private static final Set<String> ABOUT_THE_BYTES =
            Set.of("blob-not-found", "digest-mismatch", "image-broken");

    private final ImageSource source;
    private final AttachmentStore store;

    /// Of all attachments that were found.
    private long blobs;

    private Referrers(ImageSource source, AttachmentStore store) {
        this.source = source;
        this.store = store;
    }

    /// @param source of an image that was opened
    /// @param options as it was opened with
    /// @return nothing where the image was had from where nothing is kept beside it
    /// @throws ProblemException with the codes of [RegistryClient] and [Images#open]
    public static Optional<Referrers> of(ImageSource source, OpenOptions options)
            throws ProblemException {
        if (source.digest().isEmpty()) {
            return Optional.empty();
        }
        return switch (source.kind()) {
            case "registry" ->
                    Optional.of(new Referrers(source, RegistryAttachments.of(source, options)));
            case "layout" ->
                    LayoutAttachments.of(source, options).map(it -> new Referrers(source, it));
            default -> Optional.empty();
        };
    }

    /// The blobs of all that refers to the image, each once.
    ///
    /// @throws ProblemException where what there is cannot be told: it is never taken for nothing
    public List<Descriptor> blobs() throws ProblemException {
        var found = new LinkedHashMap<Digest, Descriptor>();
        try {
            for (var subject : subjects()) {
                for (var manifest : manifests(subject)) {
                    ArtifactManifest.parse(manifest)
                            .blobs()
                            .forEach(one -> found.put(one.digest(), one));
                }
            }
        } catch (IOException e) {
            throw broken(e.toString());
        } catch (MalformedManifestException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
        return List.copyOf(found.values());
    }

    private List<byte[]> manifests(Digest subject) throws ProblemException, IOException {
        var listed = store.referrers(subject);
        bound(listed.size(), subject);
        var manifests = new ArrayList<byte[]>();
        for (var one : listed) {
            manifests.add(store.listed(one));
        }
        store.tagged(SubjectTag.ATTESTATIONS.of(subject))
                .ifPresent(one -> manifests.add(one.bytes()));
        return manifests;
    }

    private void bound(int found, Digest subject) throws ProblemException {
        if (found > MAX_REFERRERS) {
            throw tooMany("more than %d things refer to %s".formatted(MAX_REFERRERS, subject));
        }
    }

    /// Whether a problem is only that of the bytes of one thing that was found, and says nothing of
    /// whether there are others.
    public static boolean isOfOne(ProblemException e) {
        return ABOUT_THE_BYTES.contains(e.problem().code());
    }

    /// The manifest of the image, and the indexes that led to it, the outermost first.
    public List<Digest> subjects() {
        var subjects = new ArrayList<>(source.indexes());
        subjects.add(source.digest().orElseThrow());
        return subjects;
    }

    /// The bytes of one of [#subjects], verified.
    public byte[] subject(Digest subject) throws ProblemException {
        try {
            return store.manifest(subject);
        } catch (IOException e) {
            throw broken(e.toString());
        }
    }

    /// Where more can be put beside the image; what is put there must say what its subject is.
    public ArtifactPlace place() {
        return store.place();
    }

    /// All manifests that are kept beside the image, under every name that is in use for it, each
    /// once for each subject and way; one that cannot be had or read says so.
    ///
    /// @throws ProblemException where what there is cannot be told, or not all of it: it is never
    ///   taken for nothing
    public List<Attachment> attachments() throws ProblemException {
        blobs = 0;
        var found = new ArrayList<Attachment>();
        try {
            for (var subject : subjects()) {
                var listed = store.referrers(subject);
                bound(listed.size(), subject);
                for (var one : listed) {
                    add(attachment(subject, Found.REFERRER, one), found);
                }
                for (var way : TAGS.entrySet()) {
                    var tag = way.getValue().of(subject);
                    var tagged = store.tagged(tag);
                    if (tagged.isPresent()) {
                        var digest = tagged.get().digest();
                        var bytes = tagged.get().bytes();
                        add(attachment(subject, way.getKey(), tag, digest, () -> bytes), found);
                    }
                }
            }
            for (var way : COSIGN_KINDS.entrySet()) {
                for (var one : store.untagged(way.getValue())) {
                    add(attachment(subjects().getFirst(), way.getKey(), one), found);
                }
            }
        } catch (IOException e) {
            throw broken(e.toString());
        }
        return found;
    }

    private void add(Attachment one, List<Attachment> found) throws ProblemException {
        found.add(one);
        blobs += one.manifest().map(it -> it.blobs().size()).orElse(0);
        if (blobs > MAX_BLOBS) {
            throw tooMany("more than %d blobs are kept beside it".formatted(MAX_BLOBS));
        }
    }

    private interface ManifestBytes {
        byte[] read() throws ProblemException, IOException;
    }

    private Attachment attachment(Digest subject, Found way, Descriptor listed)
            throws ProblemException, IOException {
        var place = listed.digest().toString();
        return attachment(subject, way, place, listed.digest(), () -> store.listed(listed));
    }

    private static Attachment attachment(
            Digest subject, Found way, String place, Digest digest, ManifestBytes bytes)
            throws ProblemException, IOException {
        String flaw;
        try {
            var manifest = ArtifactManifest.parse(bytes.read());
            return new Attachment(subject, way, place, digest, Optional.of(manifest), "");
        } catch (MalformedManifestException e) {
            flaw = String.valueOf(e.getMessage());
        } catch (ProblemException e) {
            if (!isOfOne(e)) {
                throw e;
            }
            flaw = e.problem().what();
        }
        return new Attachment(subject, way, place, digest, Optional.empty(), flaw);
    }

    private ProblemException tooMany(String why) {
        return new ProblemException(
                "too-many-attachments",
                "what refers to %s is too much to be read: %s".formatted(source.name(), why),
                "ask who keeps the image to remove what is not needed");
    }

    private ProblemException broken(String why) {
        return new ProblemException(
                "referrers-broken",
                "what refers to %s cannot be told: %s".formatted(source.name(), why),
                "ask who keeps the image");
    }

    /// @return the bytes, verified
    /// @throws ProblemException where they are larger, others than stated, or cannot be had
    public byte[] read(Descriptor blob, int maxBytes) throws ProblemException {
        try {
            return VerifiedBytes.read(store, blob, maxBytes);
        } catch (IOException e) {
            throw broken(e.toString());
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
