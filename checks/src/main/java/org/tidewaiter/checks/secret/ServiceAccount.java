package org.tidewaiter.checks.secret;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.Spot;

/// The private key in the document of a Google service account.
///
/// @param start where the key begins, in the bytes of the spot
/// @param key what it encodes
@SuppressWarnings("ArrayRecordComponent") // never compared
record ServiceAccount(int start, int end, String project, byte[] key) {
    private static final Pattern KEY =
            Pattern.compile("\"private_key\"\\s{0,4}:\\s{0,4}\"(-----BEGIN [^\"]{100,8000}+)\"");
    private static final Pattern PROJECT =
            Pattern.compile("\"project_id\"\\s{0,4}:\\s{0,4}\"([a-z0-9.:-]{1,64})\"");

    /// @param spot where the type of the document stands
    static Optional<ServiceAccount> keyNear(Spot spot) {
        var text = new ByteText(spot.bytes(), spot.start(), spot.end() - spot.start());
        var matcher = KEY.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int start = spot.start() + matcher.start(1);
        var at = new Spot(spot.source(), spot.bytes(), spot.start(), spot.end(), start, 0);
        var project = PROJECT.matcher(text);
        var name = project.find() ? project.group(1) : "an unnamed project";
        return PrivateKeys.pem(at)
                .filter(key -> key.excuse().isEmpty())
                .map(key -> new ServiceAccount(start, key.end(), name, key.bytes()));
    }
}
