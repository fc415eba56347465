package org.tidewaiter.image.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.tidewaiter.image.layout.LayoutDirectory;
import org.tidewaiter.image.layout.OciLayout;
import org.tidewaiter.image.manifest.CheckedBytes;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.MalformedJsonException;

/// An artifact in a folder that is an OCI image layout. What else the layout has stays.
record LayoutArtifacts(ArtifactPlace.Layout place) implements ArtifactStore {
    private static final int PIECE_BYTES = 1 << 18;
    private static final String REF_NAME = "org.opencontainers.image.ref.name";

    @Override
    public String name() {
        return place.toString();
    }

    @Override
    public byte[] manifest() throws ProblemException, IOException {
        return manifest(place.selector());
    }

    private byte[] manifest(String selector) throws ProblemException, IOException {
        var layout = layout();
        var root = layout.root(Optional.of(selector));
        return VerifiedBytes.read(layout, root, VerifiedBytes.MAX_MANIFEST_BYTES);
    }

    @Override
    public InputStream open(Descriptor blob) throws ProblemException, IOException {
        return layout().open(blob);
    }

    private OciLayout layout() {
        return new OciLayout(new LayoutDirectory(place.folder()), name());
    }

    @Override
    public boolean has(Descriptor blob) throws IOException {
        var file = file(blob.digest());
        return Files.isRegularFile(file) && Files.size(file) == blob.sizeBytes();
    }

    @Override
    public boolean mount(Descriptor blob, ArtifactPlace from) {
        return false;
    }

    /// As a registry does, refuses bytes that are not the blob's.
    @Override
    public void writeBlob(Descriptor blob, InputStream bytes) throws ProblemException, IOException {
        var file = file(blob.digest());
        Files.createDirectories(file.getParent());
        var draft = place.folder().resolve("." + UUID.randomUUID() + ".draft");
        try {
            write(new CheckedBytes(bytes, blob), draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(CheckedBytes bytes, Path file) throws ProblemException, IOException {
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            var piece = bytes.next(PIECE_BYTES);
            while (piece.length > 0) {
                out.write(piece);
                piece = bytes.next(PIECE_BYTES);
            }
        }
    }

    /// A manifest that another leads to.
    @Override
    public void writeListed(Descriptor manifest, byte[] json) throws IOException {
        write(manifest.digest(), json);
    }

    @Override
    public void writeManifest(Descriptor manifest, byte[] json)
            throws ProblemException, IOException {
        writeTagged(place.selector(), manifest, json);
    }

    @Override
    public Optional<byte[]> tagged(String tag) throws ProblemException, IOException {
        var digest = index().digest(one -> isTagged(one, tag));
        return digest.isEmpty() ? Optional.empty() : Optional.of(manifest(digest.get().toString()));
    }

    /// The index is written last, so that it never names what is not there.
    @Override
    public void writeTagged(String tag, Descriptor manifest, byte[] json)
            throws ProblemException, IOException {
        write(manifest.digest(), json);
        writeIndex(
                index().with(
                                one -> !isTagged(one, tag),
                                index ->
                                        ArtifactManifest.members(index.beginObject(), manifest)
                                                .beginObject("annotations")
                                                .field(REF_NAME, tag)
                                                .endObject()
                                                .endObject()));
    }

    private static boolean isTagged(Json listed, String tag) {
        return listed.get("annotations").text(REF_NAME).equals(tag);
    }

    /// Others may write the index at the same moment, so it is read again afterwards.
    @Override
    public void writeReferrer(Digest subject, Referrer referrer, byte[] json)
            throws ProblemException, IOException {
        var digest = referrer.descriptor().digest();
        write(digest, json);
        Insistence.until(
                () -> index().lists(digest.toString()),
                () -> writeIndex(index().with(_ -> true, referrer::write)),
                name());
    }

    private void write(Digest digest, byte[] json) throws IOException {
        put(file(digest), new ByteArrayInputStream(json));
        put(
                place.folder().resolve(OciLayout.MARKER),
                bytes("{\"imageLayoutVersion\":\"1.0.0\"}\n"));
    }

    /// None is written that nobody would read.
    private void writeIndex(byte[] json) throws ProblemException, IOException {
        requireIndex(json);
        put(place.folder().resolve("index.json"), new ByteArrayInputStream(json));
    }

    private IndexDocument index() throws ProblemException, IOException {
        var file = place.folder().resolve("index.json");
        if (!Files.exists(file)) {
            return IndexDocument.empty();
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(VerifiedBytes.MAX_MANIFEST_BYTES + 1);
        }
        requireIndex(bytes);
        try {
            return IndexDocument.parse(bytes);
        } catch (MalformedJsonException e) {
            throw unwritable("malformed: " + e.getMessage());
        }
    }

    private void requireIndex(byte[] json) throws ProblemException {
        if (json.length > VerifiedBytes.MAX_MANIFEST_BYTES) {
            throw unwritable("larger than any index");
        }
    }

    private ProblemException unwritable(String why) {
        return new ProblemException(
                "artifact-unwritable",
                "nothing can be added to %s: its index.json is %s".formatted(place.folder(), why),
                "name another folder");
    }

    private Path file(Digest digest) {
        return place.folder().resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(Path file, InputStream bytes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var draft = file.resolveSibling("." + UUID.randomUUID() + ".draft");
        try {
            Files.copy(bytes, draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public void close() {}
}
