package org.tidewaiter.image.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The images that the index at the top of an image layout lists.
public final class IndexedImages {
    private IndexedImages() {}

    /// @param in gives `index.json`
    /// @return in the order of the document, without the attestations that stand beside images
    public static List<Descriptor> read(InputStream in)
            throws IOException, MalformedManifestException {
        return readAll(in).stream().filter(one -> !one.isAttestation()).toList();
    }

    /// Whether the bytes of a manifest are an index, whatever they were called.
    public static boolean isIndex(byte[] bytes) throws MalformedManifestException {
        return Document.parse(bytes, "") instanceof Document.Index;
    }

    /// All that an index lists, also what is no image.
    ///
    /// @return in the order of the document
    public static List<Descriptor> readAll(InputStream in)
            throws IOException, MalformedManifestException {
        var bytes = in.readNBytes(VerifiedBytes.MAX_MANIFEST_BYTES + 1);
        if (bytes.length > VerifiedBytes.MAX_MANIFEST_BYTES) {
            throw new MalformedManifestException("it is larger than any index");
        }
        if (Document.parse(bytes, MediaTypes.OCI_INDEX) instanceof Document.Index(var manifests)) {
            return manifests;
        }
        throw new MalformedManifestException("it is no index");
    }
}
