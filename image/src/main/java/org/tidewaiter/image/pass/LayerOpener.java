package org.tidewaiter.image.pass;

import static java.io.InputStream.nullInputStream;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tidewaiter.image.ForeignLayerException;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.compression.MalformedLayerException;
import org.tidewaiter.image.compression.Verification;
import org.tidewaiter.image.compression.VerifiedLayer;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.manifest.MediaTypes;
import org.tidewaiter.image.tar.EntryStream;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Opens layers of an image, and lets out only what was read of verified bytes.
record LayerOpener(Image image, Progress progress, long maxPlainBytes) {

    /// Reads the entries of a layer.
    interface Reading {
        LayerReading read(EntryStream entries) throws IOException, InterruptedException;
    }

    /// @return what `reading` gave; a gap where the bytes are what the image says but cannot be
    ///   read
    /// @throws ProblemException if the bytes cannot be had, or are not what the image says
    LayerReading read(Layer layer, Reading reading) throws ProblemException, InterruptedException {
        if (MediaTypes.isEncrypted(layer.mediaType())) {
            return LayerReading.unreadable("the layer is encrypted");
        }
        try {
            return readVerified(layer, reading);
        } catch (ForeignLayerException _) {
            return LayerReading.unreadable("the layer is not stored with the image");
        } catch (MalformedLayerException e) {
            return unreadable(layer, e);
        } catch (InterruptedIOException _) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw notReceived(layer, e);
        }
    }

    /// Reads the entries of a directory.
    LayerReading readTree(Reading reading) throws ProblemException, InterruptedException {
        try (var entries = image.openTree().orElseGet(() -> new TarReader(nullInputStream()))) {
            return reading.read(new ToldEntries(entries, progress));
        } catch (InterruptedIOException _) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "directory-not-read",
                            "'%s' could not be read: %s".formatted(image.source().name(), why(e)),
                            "see whether the directory is still there and may be read"),
                    e);
        }
    }

    private LayerReading readVerified(Layer layer, Reading reading)
            throws ProblemException, IOException, InterruptedException {
        var stored = new StoredBytes(image.openLayer(layer), progress);
        try (var verified = VerifiedLayer.open(layer, stored, maxPlainBytes);
                var entries = new TarReader(verified.tar())) {
            var read = reading.read(entries);
            return switch (verified.verify()) {
                case Verification.Verified() -> read;
                case Verification.Mismatch(var reason) -> throw mismatch(layer, reason);
            };
        }
    }

    /// Tells broken bytes from false ones by the digest of the stored bytes alone.
    private LayerReading unreadable(Layer layer, MalformedLayerException broken)
            throws ProblemException {
        try (var stored = image.openLayer(layer)) {
            var hash = MessageDigest.getInstance(layer.digest().javaAlgorithm());
            stored.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
            var found = HexFormat.of().formatHex(hash.digest());
            if (!found.equals(layer.digest().hex())) {
                throw mismatch(
                        layer,
                        "its digest is %s:%s and not the stated %s"
                                .formatted(layer.digest().algorithm(), found, layer.digest()));
            }
            return LayerReading.unreadable("the layer is broken: " + broken.getMessage());
        } catch (IOException e) {
            throw notReceived(layer, e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-2", impossible);
        }
    }

    static ProblemException mismatch(Layer layer, String reason) {
        return new ProblemException(
                "digest-mismatch",
                "layer %d (%s) is not what the image says: %s"
                        .formatted(layer.index(), layer.digest(), reason),
                "fetch or copy the image again; if it stays so, whoever stores it must mend it");
    }

    static ProblemException notReceived(Layer layer, IOException e) {
        return new ProblemException(
                new Problem(
                        "layer-not-received",
                        "layer %d (%s) could not be read: %s"
                                .formatted(layer.index(), layer.digest(), why(e)),
                        "try again; if it stays so, see whether the image's source is complete"),
                e);
    }

    static String why(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
