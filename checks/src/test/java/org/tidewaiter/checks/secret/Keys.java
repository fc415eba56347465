package org.tidewaiter.checks.secret;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Private keys in the forms that programs write, and what looks like them.
final class Keys {
    private static final KeyPair RSA = pair();

    private final Random random;

    Keys(Random random) {
        this.random = random;
    }

    @Nullable String made(String word) {
        var der = RSA.getPrivate().getEncoded();
        return switch (word) {
            case "pem-rsa" -> pem("PRIVATE KEY", der);
            case "pem-public" -> pem("PUBLIC KEY", RSA.getPublic().getEncoded());
            case "pem-certificate" -> pem("CERTIFICATE", bytes(600));
            case "pem-encrypted" -> pem("ENCRYPTED PRIVATE KEY", sequence(sequence(bytes(300))));
            case "pem-b64" ->
                    Base64.getEncoder()
                            .encodeToString(
                                    pem("RSA PRIVATE KEY", der)
                                            .getBytes(StandardCharsets.US_ASCII));
            case "gcp" ->
                    """
                    {
                      "type": "service_account",
                      "project_id": "harbour-watch-7",
                      "private_key_id": "%s",
                      "private_key": "%s",
                      "client_email": "app@harbour-watch-7.iam.gserviceaccount.com"
                    }
                    """
                            .formatted(
                                    "%040x".formatted(random.nextLong() >>> 1),
                                    pem("PRIVATE KEY", der).replace("\n", "\\n"));
            case "openssh" -> pem("OPENSSH PRIVATE KEY", openssh("none"));
            case "openssh-encrypted" -> pem("OPENSSH PRIVATE KEY", openssh("aes256-ctr"));
            case "openssh-public" -> "ssh-ed25519 " + base64(bytes(51)) + " me@host";
            case "putty" ->
                    "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: k\n"
                            + "Public-Lines: 1\n"
                            + base64(bytes(48))
                            + "\nPrivate-Lines: 1\n"
                            + base64(bytes(33))
                            + "\nPrivate-MAC: "
                            + "ab12".repeat(16)
                            + "\n";
            case "pgp" -> {
                var packet = bytes(400);
                packet[0] = (byte) 0x95;
                yield "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: x 1\n\n"
                        + lines(packet)
                        + "=aB3d\n-----END PGP PRIVATE KEY BLOCK-----\n";
            }
            case "der-rsa" -> new String(der, StandardCharsets.ISO_8859_1);
            case "der-public" ->
                    new String(RSA.getPublic().getEncoded(), StandardCharsets.ISO_8859_1);
            case "jks" -> new String(javaKeyStore(1), StandardCharsets.ISO_8859_1);
            case "jks-trust" -> new String(javaKeyStore(2), StandardCharsets.ISO_8859_1);
            case "p12" -> new String(pkcs12(), StandardCharsets.ISO_8859_1);
            default -> null;
        };
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, new SecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] bytes) {
        var marker = "-----%s " + label + "-----\n";
        return marker.formatted("BEGIN") + lines(bytes) + marker.formatted("END");
    }

    private static String lines(byte[] bytes) {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return encoder.encodeToString(bytes) + "\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] sequence(byte[] content) {
        return written(out -> {
            out.writeByte(0x30);
            out.writeByte(0x82);
            out.writeShort(content.length);
            out.write(content);
        });
    }

    private byte[] openssh(String cipher) {
        return written(out -> {
            out.write("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
            out.writeInt(cipher.length());
            out.write(cipher.getBytes(StandardCharsets.US_ASCII));
            out.write(bytes(240));
        });
    }

    private byte[] javaKeyStore(int kindOfEntry) {
        return written(out -> {
            out.writeInt(0xfeedfeed);
            out.writeInt(2);
            out.writeInt(1);
            out.writeInt(kindOfEntry);
            out.writeUTF("server");
            out.writeLong(1_700_000_000_000L);
            if (kindOfEntry == 2) {
                out.writeUTF("X.509");
            }
            out.writeInt(300);
            out.write(bytes(300));
        });
    }

    private byte[] pkcs12() {
        return written(out -> {
            out.write(new byte[] {0x30, (byte) 0x82, 4, 0, 2, 1, 3, 0x30, (byte) 0x82, 3, 0});
            out.write(bytes(40));
            out.write(new byte[] {6, 11, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7});
            out.write(new byte[] {0x0d, 1, 12, 10, 1, 2});
            out.write(bytes(500));
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
