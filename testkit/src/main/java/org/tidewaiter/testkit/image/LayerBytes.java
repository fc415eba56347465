package org.tidewaiter.testkit.image;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.tidewaiter.model.Digest;

/// A layer as it is stored.
///
/// @param stored what a manifest's descriptor is about
/// @param tar what a diffID is about
/// @param annotations of its descriptor
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LayerBytes(
        String mediaType, byte[] stored, byte[] tar, Map<String, String> annotations) {
    private static final String OCI = "application/vnd.oci.image.layer.v1.tar";

    public LayerBytes {
        annotations = Map.copyOf(annotations);
    }

    public LayerBytes(String mediaType, byte[] stored, byte[] tar) {
        this(mediaType, stored, tar, Map.of());
    }

    public static LayerBytes plain(TarBuilder tar) {
        return new LayerBytes(OCI, tar.bytes(), tar.bytes());
    }

    public static LayerBytes gzip(TarBuilder tar) {
        return new LayerBytes(OCI + "+gzip", gzip(tar.bytes()), tar.bytes());
    }

    public static LayerBytes zstd(TarBuilder tar) {
        return new LayerBytes(OCI + "+zstd", Zstd.compress(tar.bytes()), tar.bytes());
    }

    public LayerBytes withMediaType(String other) {
        return new LayerBytes(other, stored, tar, annotations);
    }

    /// The same layer as another would store it: its digest is then of these bytes.
    public LayerBytes withStored(byte[] other) {
        return new LayerBytes(mediaType, other, tar, annotations);
    }

    public LayerBytes withAnnotations(Map<String, String> others) {
        return new LayerBytes(mediaType, stored, tar, others);
    }

    public Digest digest() {
        return Blobs.digest(stored);
    }

    public Digest diffId() {
        return Blobs.digest(tar);
    }

    public static byte[] gzip(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
