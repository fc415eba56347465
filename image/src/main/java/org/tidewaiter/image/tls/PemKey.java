package org.tidewaiter.image.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// A private key in PEM form. Java knows PKCS #8 only, so that the older forms are put into one.
///
/// @see "RFC 5208, PKCS #8; RFC 8017, A.1.2 RSA Private Key Syntax; RFC 5915, Elliptic Curve
///   Private Key Structure"
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ((?:RSA |EC |ENCRYPTED )?)PRIVATE KEY-----(.*?)-----END ",
                    Pattern.DOTALL);

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE = 0xa0;
    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] ELLIPTIC_CURVE = HexFormat.of().parseHex("06072a8648ce3d0201");

    private PemKey() {}

    /// @throws IOException whose message goes on after the name of the file
    static PrivateKey parse(String pem) throws GeneralSecurityException, IOException {
        var block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IOException("has no private key");
        }
        if (block.group(1).equals("ENCRYPTED ") || block.group(2).contains("ENCRYPTED")) {
            throw new IOException(
                    "has a key that is encrypted (make a plain one with 'openssl pkey')");
        }
        try {
            var der = Base64.getMimeDecoder().decode(block.group(2));
            return switch (block.group(1)) {
                case "RSA " -> ofPkcs8(pkcs8(RSA, der));
                case "EC " -> ofPkcs8(pkcs8(value(SEQUENCE, ELLIPTIC_CURVE, curve(der)), der));
                default -> ofPkcs8(der);
            };
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new IOException("has a key that is broken", e);
        }
    }

    private static PrivateKey ofPkcs8(byte[] der) throws GeneralSecurityException, IOException {
        for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException _) {
                // of another algorithm
            }
        }
        throw new IOException(
                "has a key that is broken, or of an algorithm that Java does not know");
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return value(SEQUENCE, VERSION_0, algorithm, value(OCTET_STRING, key));
    }

    /// One value of DER. Keys are shorter than 64 KiB, so that two bytes have the length.
    private static byte[] value(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var value = new ByteArrayOutputStream();
        value.write(tag);
        if (content.size() > 0xffff) {
            throw new IllegalArgumentException("no key is that long");
        } else if (content.size() > 0xff) {
            value.write(0x82);
            value.write(content.size() >> 8);
        } else if (content.size() > 0x7f) {
            value.write(0x81);
        }
        value.write(content.size());
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }

    /// The name of the curve, which stands behind version and key.
    private static byte[] curve(byte[] key) {
        var members = content(ByteBuffer.wrap(key), SEQUENCE);
        content(members, INTEGER);
        content(members, OCTET_STRING);
        var curve = content(members, CURVE);
        var name = new byte[curve.remaining()];
        curve.get(name);
        return name;
    }

    private static ByteBuffer content(ByteBuffer der, int tag) {
        if ((der.get() & 0xff) != tag) {
            throw new IllegalArgumentException("another value");
        }
        int length = der.get() & 0xff;
        if (length == 0x81) {
            length = der.get() & 0xff;
        } else if (length == 0x82) {
            length = der.getShort() & 0xffff;
        }
        if (length > der.remaining()) {
            throw new BufferUnderflowException();
        }
        var content = der.slice(der.position(), length);
        der.position(der.position() + length);
        return content;
    }
}
