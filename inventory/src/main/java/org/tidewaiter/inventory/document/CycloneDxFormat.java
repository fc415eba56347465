package org.tidewaiter.inventory.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.JsonWriter;

/// A CycloneDX 1.6 bill of materials, in JSON, of what a container started from the image has:
/// packages that a later layer hides or deletes are left out, since few readers of the format would
/// tell them from the others.
///
/// There is no timestamp, and the serial number is derived from everything else in the document.
/// What CycloneDX has no word for stands in properties named `tidewaiter:…`; gaps are among those
/// of the image.
///
/// @see "CycloneDX 1.6 (ECMA-424)"
public final class CycloneDxFormat implements InventoryFormat {
    private static final UUID NO_SERIAL = new UUID(0, 0);

    public CycloneDxFormat() {}

    @Override
    public String name() {
        return "cyclonedx";
    }

    @Override
    public void write(Inventory inventory, OutputStream out) throws IOException {
        write(inventory, (_, _) -> {}, out);
    }

    /// Writes the same document with more in it.
    public void write(Inventory inventory, Appendix appendix, OutputStream out) throws IOException {
        new CycloneDxDocument(inventory, appendix).write(serialOf(inventory, appendix), out);
    }

    /// What another module knows of the packages, as further members of the document.
    @FunctionalInterface
    public interface Appendix {
        /// Called twice, since the serial number is of the whole document.
        ///
        /// @param json in the document's object
        /// @param references what the components of the packages are referred to by
        void write(JsonWriter json, Map<SoftwarePackage, String> references);
    }

    /// A UUID of version 8 (RFC 9562, section 5.8) from the SHA-256 of the document without one.
    private static UUID serialOf(Inventory inventory, Appendix appendix) throws IOException {
        try (var hashed =
                new DigestOutputStream(
                        OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            new CycloneDxDocument(inventory, appendix).write(NO_SERIAL, hashed);
            var hash = ByteBuffer.wrap(hashed.getMessageDigest().digest());
            return new UUID(
                    (hash.getLong() & ~0xf000L) | 0x8000L,
                    (hash.getLong() & ~(3L << 62)) | (2L << 62));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
