package org.tidewaiter.signing.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// Facts in a line of a ledger: deflated, in base64.
public final class FactsText {
    private static final int MAX_BYTES = 64 << 20;

    private FactsText() {}

    public static String write(byte[] json) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(json);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be written", e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /// @throws RefusedException if it is none, or of more than 64 MiB
    public static byte[] read(String text) throws RefusedException {
        try (var in =
                new InflaterInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            var json = in.readNBytes(MAX_BYTES + 1);
            if (json.length > MAX_BYTES) {
                throw new RefusedException(Refusal.TOO_LARGE, "facts");
            }
            return json;
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(Refusal.MALFORMED_BASE64, "facts: " + e.getMessage());
        }
    }
}
