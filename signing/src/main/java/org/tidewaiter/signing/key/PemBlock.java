package org.tidewaiter.signing.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.signing.syntax.Base64Text;

/// One block of a PEM file. What stands outside of blocks is for people.
///
/// @param label what it says that it is
/// @see "RFC 7468"
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PemBlock(String label, byte[] content) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int LINE_LETTERS = 64;

    /// @throws UnusableKeyException if a block has no end, or is not base64
    public static List<PemBlock> read(byte[] file) throws UnusableKeyException {
        var blocks = new ArrayList<PemBlock>();
        @Nullable String label = null;
        var body = new StringBuilder();
        for (var line : new String(file, StandardCharsets.ISO_8859_1).lines().toList()) {
            var text = line.strip();
            if (label == null) {
                if (isLine(text, BEGIN)) {
                    label = labelOf(text, BEGIN);
                    body.setLength(0);
                }
            } else if (text.equals(END + label + DASHES)) {
                blocks.add(new PemBlock(label, decoded(body.toString())));
                label = null;
            } else if (text.startsWith("Proc-Type:")) {
                throw new UnusableKeyException(
                        "it is encrypted in an old way; 'openssl pkcs8 -topk8' writes it anew");
            } else {
                body.append(text);
            }
        }
        if (label != null) {
            throw new UnusableKeyException("a block of PEM has no end");
        }
        return blocks;
    }

    private static boolean isLine(String text, String start) {
        return text.length() > start.length() + DASHES.length()
                && text.startsWith(start)
                && text.endsWith(DASHES);
    }

    private static String labelOf(String text, String start) {
        return text.substring(start.length(), text.length() - DASHES.length());
    }

    private static byte[] decoded(String body) throws UnusableKeyException {
        return Base64Text.standard(body)
                .orElseThrow(() -> new UnusableKeyException("a block of PEM is not base64"));
    }

    /// With line ends of one byte, as all programs read it.
    public byte[] bytes() {
        var encoder = Base64.getMimeEncoder(LINE_LETTERS, "\n".getBytes(StandardCharsets.US_ASCII));
        var text =
                BEGIN
                        + label
                        + DASHES
                        + "\n"
                        + encoder.encodeToString(content)
                        + "\n"
                        + END
                        + label
                        + DASHES
                        + "\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return label;
    }
}
