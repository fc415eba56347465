package org.tidewaiter.checks.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.tidewaiter.image.reader.Spot;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// Tests of what a vendor says of the inside of its credentials. Stateless.
final class Structure {
    private static final String BASE_62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM_LENGTH = 6;
    private static final int CHECKED_LENGTH = 40;
    private static final int MAX_HEADER_LENGTH = 4000;
    private static final Pattern SAS_PARTS = Pattern.compile("(?:[?&;]|^)(?:sv=20|se=20|sr=)");
    private static final Pattern KUBERNETES =
            Pattern.compile("client-certificate|current-context|users:|- user:|  user:");

    private Structure() {}

    /// Whether a secret has the inside that its kind has.
    ///
    /// @param start of the secret, in the bytes of the spot
    static boolean holds(SecretKind kind, Spot spot, int start, String secret) {
        for (var test : kind.tests()) {
            boolean passed =
                    switch (test) {
                        case "base64-border" -> !isAfterBase64(spot, start);
                        case "mixed" -> Entropy.hasLetterAndDigit(secret);
                        case "cases" -> Entropy.hasBothCases(secret);
                        case "percent" -> secret.indexOf('%') > 0;
                        case "setting" -> AssignedValue.isSetting(spot);
                        case "npmrc" -> isOfNpm(spot);
                        case "openai" -> secret.contains("T3BlbkFJ");
                        case "sas" -> SAS_PARTS.matcher(around(spot, start, 400)).find();
                        case "discord" -> isOfDiscord(secret);
                        case "key32" -> decoded(secret).filter(b -> b.length == 32).isPresent();
                        case "pair" -> isPair(secret);
                        case "pem64" -> isPem(secret);
                        case "kubeconfig" -> KUBERNETES.matcher(around(spot, start, 1000)).find();
                        case "htpasswd" -> start > spot.start() && spot.bytes()[start - 1] == ':';
                        case "jwt" -> isWebToken(secret);
                        case "authorization" -> isAuthorization(secret);
                        default -> true; // judged elsewhere
                    };
            if (!passed) {
                return false;
            }
        }
        return true;
    }

    /// Whether a token of GitHub or npm has a checksum that is not that of the rest.
    ///
    /// @see "GitHub, Behind GitHub's new authentication token formats"
    static boolean hasWrongChecksum(String token) {
        if (token.length() != CHECKED_LENGTH) {
            return false;
        }
        int body = token.indexOf('_') + 1;
        int end = token.length() - CHECKSUM_LENGTH;
        return !token.substring(end).equals(checksum(token.substring(body, end)));
    }

    static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
        var digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < CHECKSUM_LENGTH; rest /= 62) {
            digits.append(BASE_62.charAt((int) (rest % 62)));
        }
        return digits.reverse().toString();
    }

    private static boolean isAfterBase64(Spot spot, int start) {
        if (start == spot.start()) {
            return false;
        }
        byte octet = spot.bytes()[start - 1];
        return octet == '+' || octet == '/' || octet == '-';
    }

    private static CharSequence around(Spot spot, int at, int distance) {
        int from = Math.max(spot.start(), at - distance);
        int to = Math.min(spot.end(), at + distance);
        return new ByteText(spot.bytes(), from, to - from);
    }

    /// Whether the spot is a key of a registry, or stands in a file of such keys.
    private static boolean isOfNpm(Spot spot) {
        boolean isKey = spot.bytes()[spot.at()] == ':';
        boolean isAlone = spot.at() == spot.start() || spot.bytes()[spot.at() - 1] <= ' ';
        return isKey || (isAlone && spot.fileName().contains("npmrc"));
    }

    /// The first part is the number of an account.
    private static boolean isOfDiscord(String token) {
        return decoded(token.substring(0, token.indexOf('.')))
                .filter(bytes -> bytes.length >= 15)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .filter(text -> text.chars().allMatch(Ascii::isDigit))
                .isPresent();
    }

    /// A user and a password.
    static boolean isPair(String base64) {
        return decoded(base64)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .filter(text -> text.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                .filter(text -> text.indexOf(':') > 0 && text.indexOf(':') < text.length() - 1)
                .isPresent();
    }

    private static boolean isPem(String base64) {
        return decoded(base64)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .filter(text -> text.startsWith("-----BEGIN") && text.contains("PRIVATE KEY"))
                .isPresent();
    }

    private static boolean isAuthorization(String value) {
        return isPair(value)
                || (Entropy.hasLetterAndDigit(value)
                        && Entropy.of(value) > 3.3
                        && Entropy.changes(value) > 0.2);
    }

    /// Two JSON objects and a signature, the first of which names an algorithm.
    private static boolean isWebToken(String token) {
        var parts = token.split("\\.", -1);
        return parts[0].length() <= MAX_HEADER_LENGTH
                && json(parts[0]).filter(header -> header.has("alg")).isPresent()
                && json(parts[1]).isPresent();
    }

    private static Optional<Json> json(String base64) {
        try {
            var bytes = decoded(base64);
            return bytes.isPresent() ? Optional.of(JsonReader.read(bytes.get())) : Optional.empty();
        } catch (MalformedJsonException _) {
            return Optional.empty();
        }
    }

    /// What base64 in either alphabet stands for, with padding or without.
    static Optional<byte[]> decoded(String base64) {
        try {
            int end = base64.length();
            while (end > 0 && base64.charAt(end - 1) == '=') {
                end--;
            }
            var plain = base64.substring(0, end).replace('-', '+').replace('_', '/');
            return Optional.of(Base64.getDecoder().decode(plain));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
