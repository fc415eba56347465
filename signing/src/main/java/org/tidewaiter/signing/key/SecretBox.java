package org.tidewaiter.signing.key;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/// The secret box of NaCl: XSalsa20, and before its output the Poly1305 of it by a key that the
/// stream begins with.
///
/// @see "D. J. Bernstein, Cryptography in NaCl, section 9"
final class SecretBox {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 24;
    private static final int TAG_BYTES = 16;

    private SecretBox() {}

    static byte[] seal(byte[] key, byte[] nonce, byte[] plain) {
        var stream = stream(key, nonce);
        var tagKey = tagKey(stream);
        var box = new byte[TAG_BYTES + plain.length];
        stream.processBytes(plain, 0, plain.length, box, TAG_BYTES);
        System.arraycopy(tag(tagKey, box), 0, box, 0, TAG_BYTES);
        return box;
    }

    /// @return nothing if it was not sealed with this key and nonce, or was changed
    static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] box) {
        if (box.length < TAG_BYTES) {
            return Optional.empty();
        }
        var stream = stream(key, nonce);
        var tagKey = tagKey(stream);
        if (!MessageDigest.isEqual(tag(tagKey, box), Arrays.copyOf(box, TAG_BYTES))) {
            return Optional.empty();
        }
        var plain = new byte[box.length - TAG_BYTES];
        stream.processBytes(box, TAG_BYTES, plain.length, plain, 0);
        return Optional.of(plain);
    }

    private static XSalsa20Engine stream(byte[] key, byte[] nonce) {
        var stream = new XSalsa20Engine();
        stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        return stream;
    }

    private static byte[] tagKey(XSalsa20Engine stream) {
        var first = new byte[KEY_BYTES];
        stream.processBytes(new byte[KEY_BYTES], 0, KEY_BYTES, first, 0);
        return first;
    }

    private static byte[] tag(byte[] tagKey, byte[] box) {
        var tag = new byte[TAG_BYTES];
        var poly = new Poly1305();
        poly.init(new KeyParameter(tagKey));
        poly.update(box, TAG_BYTES, box.length - TAG_BYTES);
        poly.doFinal(tag, 0);
        Arrays.fill(tagKey, (byte) 0);
        return tag;
    }
}
