package org.tidewaiter.checks.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    private static final byte[] MEMBER = "\"private_key\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DISTANCE = 2 << 10;

    private static int indexOfKey(Spot spot, int end) {
        for (int at = spot.start(); at + MEMBER.length <= end; at++) {
            if (spot.bytes()[at] == '"'
                    && Arrays.equals(
                            spot.bytes(), at, at + MEMBER.length, MEMBER, 0, MEMBER.length)) {
                return at;
            }
        }
        return -1;
    }

    /// @param spot where the type of the document stands
    static Optional<ServiceAccount> keyNear(Spot spot) {
        int end = Math.min(spot.end(), spot.at() + MAX_DISTANCE);
        int member = indexOfKey(spot, end);
        if (member < 0) {
            return Optional.empty();
        }
        var matcher = KEY.matcher(new ByteText(spot.bytes(), member, spot.end() - member));
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        var text = new ByteText(spot.bytes(), spot.start(), end - spot.start());
        int start = member + matcher.start(1);
        var at = new Spot(spot.source(), spot.bytes(), spot.start(), spot.end(), start, 0);
        var project = PROJECT.matcher(text);
        var name = project.find() ? project.group(1) : "an unnamed project";
        return PrivateKeys.pem(at)
                .filter(key -> key.excuse().isEmpty())
                .map(key -> new ServiceAccount(start, key.end(), name, key.bytes()));
    }
}
