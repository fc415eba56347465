package org.tidewaiter.scan.document;

import java.nio.charset.StandardCharsets;
import org.tidewaiter.image.manifest.VerifiedBytes;

/// What makes a result the same in two runs, though versions and lines move.
final class Fingerprint {
    private Fingerprint() {}

    /// @return 64 hexadecimal digits
    static String of(String... parts) {
        var text = String.join("\0", parts) + "\0";
        return VerifiedBytes.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
