package org.tidewaiter.image;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;

/// What a name leads to, before a platform of it is chosen, and the place that it is in.
record NamedRoot(Digest digest, AttachmentStore store) implements AutoCloseable {
    /// @throws ProblemException `evidence-nowhere` where nothing is kept beside images; with the
    ///   codes of [Images#open]
    static NamedRoot open(String name, OpenOptions options) throws ProblemException, IOException {
        var parsed = ImageName.parse(name, options.kind(), options.consulted());
        if (parsed.kinds().contains(SourceKind.REGISTRY)) {
            var store = RegistryAttachments.of(source(SourceKind.REGISTRY, name), options);
            try {
                var digest = store.client().manifest(store.image()).descriptor().digest();
                return new NamedRoot(digest, store);
            } catch (ProblemException e) {
                store.close();
                throw e;
            }
        }
        if (parsed.kinds().contains(SourceKind.LAYOUT)) {
            var store = LayoutAttachments.of(source(SourceKind.LAYOUT, name), options);
            if (store.isPresent()) {
                return new NamedRoot(store.get().root(parsed.selector()), store.get());
            }
        }
        throw new ProblemException(
                "evidence-nowhere",
                "'%s' is neither in a registry nor a folder with an OCI layout".formatted(name),
                "name the image in its registry, or a folder with an OCI layout");
    }

    private static ImageSource source(SourceKind kind, String name) {
        return new ImageSource(
                kind.word(), name, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    @Override
    public void close() {
        store.close();
    }
}
