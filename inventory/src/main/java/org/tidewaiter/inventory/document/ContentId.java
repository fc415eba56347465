package org.tidewaiter.inventory.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Names a document by what is in it, where its format asks for a name that no other document has.
final class ContentId {
    private static final UUID NONE = new UUID(0, 0);

    private ContentId() {}

    /// A document that its id stands in.
    @FunctionalInterface
    interface Document {
        void write(UUID id, OutputStream out) throws IOException;
    }

    /// Writes the document twice: once to derive its id, once with it.
    static void write(Document document, OutputStream out) throws IOException {
        document.write(of(document), out);
    }

    /// A UUID of version 8 (RFC 9562, section 5.8) from the SHA-256 of the document without one.
    private static UUID of(Document document) throws IOException {
        try (var hashed =
                new DigestOutputStream(
                        OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            document.write(NONE, hashed);
            var hash = ByteBuffer.wrap(hashed.getMessageDigest().digest());
            return new UUID(
                    (hash.getLong() & ~0xf000L) | 0x8000L,
                    (hash.getLong() & ~(3L << 62)) | (2L << 62));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
