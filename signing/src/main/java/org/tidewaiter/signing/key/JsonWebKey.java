package org.tidewaiter.signing.key;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.signing.syntax.Base64Text;

/// A key as JOSE writes it.
///
/// @see "RFC 7517; RFC 7518, section 6; RFC 8037, section 2"
final class JsonWebKey {
    private final Json json;

    private JsonWebKey(Json json) {
        this.json = json;
    }

    static boolean looksLikeOne(byte[] file) {
        for (var letter : file) {
            if (letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
                return letter == '{';
            }
        }
        return false;
    }

    /// One key, or the keys of a set.
    static List<JsonWebKey> read(byte[] file) throws UnusableKeyException {
        Json json;
        try {
            json = JsonReader.read(file);
        } catch (MalformedJsonException _) { // whose words may be a part of a key
            throw new UnusableKeyException("it is no JSON, or has a member twice");
        }
        if (!json.has("keys")) {
            return List.of(new JsonWebKey(json));
        }
        var keys = new ArrayList<JsonWebKey>();
        for (var item : json.get("keys").items()) {
            keys.add(new JsonWebKey(item));
        }
        return keys;
    }

    boolean isPrivate() {
        return json.has("d") || json.has("k");
    }

    PublicKey publicKey() throws UnusableKeyException {
        if (json.has("use") && !json.text("use").equals("sig")) {
            throw new UnusableKeyException("a key that is not for signatures");
        }
        return switch (json.text("kty")) {
            case "EC" -> curve().publicKey(coordinate("x"), coordinate("y"));
            case "RSA" -> SoundKey.rsa(number("n"), number("e"));
            case "OKP" -> EdwardsPoint.publicKey(ed25519("x"));
            default -> throw new UnusableKeyException("a JSON Web Key of a kind that is not used");
        };
    }

    /// The public key that stands in it must be the right one.
    SigningKey signingKey() throws UnusableKeyException {
        if (!isPrivate()) {
            throw new UnusableKeyException("a public key, where a private one is needed");
        }
        return switch (json.text("kty")) {
            case "EC" -> SigningKey.of(curve().privateKey(coordinate("d")), publicKey());
            case "RSA" ->
                    PrivateKeyDer.rsa(
                            new RSAPrivateCrtKeySpec(
                                    number("n"),
                                    number("e"),
                                    number("d"),
                                    number("p"),
                                    number("q"),
                                    number("dp"),
                                    number("dq"),
                                    number("qi")));
            case "OKP" -> {
                var key = PrivateKeyDer.ed25519(ed25519("d"));
                if (!key.publicKey().equals(VerificationKey.of(publicKey()))) {
                    throw new UnusableKeyException("the private key is not that of the public one");
                }
                yield key;
            }
            default -> throw new UnusableKeyException("a JSON Web Key of a kind that is not used");
        };
    }

    private Curve curve() throws UnusableKeyException {
        return Curve.ofLabel(json.text("crv"))
                .orElseThrow(() ->
                        new UnusableKeyException("its curve is none of P-256, P-384 and P-521"));
    }

    private BigInteger coordinate(String name) throws UnusableKeyException {
        var bytes = bytes(name);
        if (bytes.length != curve().bytes()) {
            throw new UnusableKeyException("its '%s' has another length".formatted(name));
        }
        return new BigInteger(1, bytes);
    }

    private BigInteger number(String name) throws UnusableKeyException {
        var bytes = bytes(name);
        if (bytes.length == 0
                || bytes[0] == 0
                || bytes.length > 2 * PublicKeyDer.MAX_NUMBER_BITS / 8) {
            throw new UnusableKeyException("its '%s' is not in its shortest form".formatted(name));
        }
        return new BigInteger(1, bytes);
    }

    private byte[] ed25519(String name) throws UnusableKeyException {
        if (!json.text("crv").equals("Ed25519")) {
            throw new UnusableKeyException("its curve is not Ed25519");
        }
        return bytes(name);
    }

    private byte[] bytes(String name) throws UnusableKeyException {
        return Optional.of(json.get(name))
                .flatMap(Json::text)
                .flatMap(Base64Text::ofUrl)
                .orElseThrow(() ->
                        new UnusableKeyException(
                                "its '%s' is missing, or not base64 as JOSE has it"
                                        .formatted(name)));
    }
}
