package org.tidewaiter.checks.secret;

import org.tidewaiter.image.reader.Spot;

/// Binary files that hold private keys.
final class KeyStores {
    private static final int PRIVATE_KEY = 1;
    private static final int CERTIFICATE = 2;
    private static final int SECRET_KEY = 3;

    /// The object identifiers of a bag with a key and of one with an encrypted key.
    private static final byte[] KEY_BAGS = {
        0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 12, 10, 1
    };

    private KeyStores() {}

    /// Whether a store of Java or of PKCS#12 that begins with the content has a private key.
    static boolean hasPrivateKey(Spot spot) {
        long offset = spot.source().offset(spot.at());
        boolean isJava = spot.bytes()[spot.at()] != 2;
        return isJava
                ? offset == 0 && javaHasPrivateKey(spot)
                : offset >= 2 && offset <= 6 && hasKeyBag(spot);
    }

    /// Entry by entry, as far as can be seen: a store of certificates alone is no secret.
    private static boolean javaHasPrivateKey(Spot spot) {
        var bytes = spot.bytes();
        int at = spot.at() + 12;
        while (at + 6 < spot.end()) {
            int kind = unsigned32(bytes, at);
            if (kind == PRIVATE_KEY || kind == SECRET_KEY) {
                return true;
            }
            if (kind != CERTIFICATE) {
                return false;
            }
            at += 6 + unsigned16(bytes, at + 4) + 8; // alias, time
            if (at + 2 >= spot.end()) {
                return false;
            }
            at += 2 + unsigned16(bytes, at); // type of the certificate
            if (at + 4 >= spot.end()) {
                return false;
            }
            int length = unsigned32(bytes, at);
            if (length < 0 || length > spot.end() - at) {
                return false;
            }
            at += 4 + length;
        }
        return false;
    }

    private static boolean hasKeyBag(Spot spot) {
        var bytes = spot.bytes();
        for (int at = spot.at(); at + KEY_BAGS.length < spot.end(); at++) {
            int same = 0;
            while (same < KEY_BAGS.length && bytes[at + same] == KEY_BAGS[same]) {
                same++;
            }
            if (same == KEY_BAGS.length && (bytes[at + same] == 1 || bytes[at + same] == 2)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the content is a private key in DER, of which the part at the spot is an early one.
    static boolean isPrivateKey(Spot spot) {
        long offset = spot.source().offset(spot.at());
        int start = (int) (spot.at() - offset);
        if (offset < 2 || offset > 5 || start < spot.start() || spot.bytes()[start] != 0x30) {
            return false;
        }
        int header = Der.headerLength(spot.bytes(), start, spot.end());
        return header == offset
                && start + header + Der.contentLength(spot.bytes(), start, spot.end())
                        <= spot.end() + 2;
    }

    private static int unsigned16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static int unsigned32(byte[] bytes, int at) {
        return unsigned16(bytes, at) << 16 | unsigned16(bytes, at + 2);
    }
}
