package org.tidewaiter.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.artifact.ArtifactPlace;
import org.tidewaiter.image.layout.LayoutDirectory;
import org.tidewaiter.image.layout.OciLayout;
import org.tidewaiter.image.manifest.ArtifactManifest;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.IndexedImages;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.SubjectTag;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;

/// A layout lists what refers to an image among the images.
record LayoutAttachments(Path folder, OciLayout layout) implements AttachmentStore {
    private static final int MAX_LISTED = 2000;

    /// @return nothing where the image is in no folder
    static Optional<LayoutAttachments> of(ImageSource source, OpenOptions options)
            throws ProblemException {
        var name = ImageName.parse(source.name(), options.kind(), options.consulted());
        return ImageName.path(name.place())
                .filter(Files::isDirectory)
                .map(folder ->
                        new LayoutAttachments(
                                folder,
                                new OciLayout(
                                        new LayoutDirectory(folder, options.consulted()),
                                        source.name())));
    }

    /// @param selector as [OciLayout#root]
    Digest root(Optional<String> selector) throws ProblemException, IOException {
        return layout.root(selector).digest();
    }

    @Override
    public List<Descriptor> referrers(Digest subject) throws ProblemException, IOException {
        var referrers = new ArrayList<Descriptor>();
        for (var one : bounded()) {
            if (isOf(one, subject)) {
                referrers.add(one);
            }
        }
        var fallback = tagged(SubjectTag.REFERRERS.of(subject));
        if (fallback.isPresent()) {
            referrers.addAll(index(fallback.get().bytes()));
        }
        var byDigest = new LinkedHashMap<Digest, Descriptor>();
        referrers.forEach(one -> byDigest.putIfAbsent(one.digest(), one));
        return List.copyOf(byDigest.values());
    }

    /// As registries keep such lists that do not know them, and as a copy of one has them.
    private static List<Descriptor> index(byte[] bytes) throws IOException {
        try {
            return IndexedImages.readAll(new ByteArrayInputStream(bytes));
        } catch (MalformedManifestException e) {
            throw new IOException("the list of referrers is malformed: " + e.getMessage(), e);
        }
    }

    private boolean isOf(Descriptor one, Digest subject) throws ProblemException, IOException {
        try {
            return ArtifactManifest.parse(listed(one)).subject().equals(Optional.of(subject));
        } catch (MalformedManifestException _) {
            return false; // whatever it is, it does not say that it refers to the image
        } catch (ProblemException e) {
            if (Referrers.isOfOne(e)) {
                return true; // nobody knows; who reads it is told why
            }
            throw e;
        }
    }

    private List<Descriptor> bounded() throws ProblemException, IOException {
        var all = layout.all();
        if (all.size() > MAX_LISTED) {
            throw new IOException("the layout lists more than " + MAX_LISTED + " manifests");
        }
        return all;
    }

    @Override
    public Optional<Tagged> tagged(String tag) throws ProblemException, IOException {
        for (var one : bounded()) {
            if (OciLayout.tag(one).equals(tag)) {
                return Optional.of(new Tagged(one.digest(), listed(one)));
            }
        }
        return Optional.empty();
    }

    /// `cosign save` writes one image with what it has under its tags, marked by its kind.
    @Override
    public List<Descriptor> untagged(String kind) throws ProblemException, IOException {
        return bounded().stream().filter(one -> OciLayout.cosignKind(one).equals(kind)).toList();
    }

    @Override
    public ArtifactPlace place() {
        return new ArtifactPlace.Layout(folder, "latest"); // where no tag is written
    }

    @Override
    public byte[] manifest(Digest digest) throws ProblemException, IOException {
        var root = layout.root(Optional.of(digest.toString()));
        return VerifiedBytes.read(layout, root, VerifiedBytes.MAX_MANIFEST_BYTES);
    }

    @Override
    public InputStream open(Descriptor blob) throws ProblemException, IOException {
        return layout.open(blob);
    }
}
