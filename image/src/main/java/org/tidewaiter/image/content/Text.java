package org.tidewaiter.image.content;

/// Tells text from other bytes.
final class Text {
    private static final int BYTES_FOR_A_ZERO = 6;

    private Text() {}

    /// Whether bytes are text: without zeros, or with zeros that end values, as in the environment
    /// of a process.
    static boolean isText(byte[] bytes, int length) {
        int zeros = 0;
        int controls = 0;
        for (int i = 0; i < length; i++) {
            byte octet = bytes[i];
            if (octet == 0) {
                zeros++;
                if (i == 0 || bytes[i - 1] == 0) {
                    return false;
                }
            } else if (octet > 0 && octet < ' ') {
                boolean isUsual = (octet >= '\t' && octet <= '\r') || octet == 0x1b;
                controls += isUsual ? 0 : 1;
            }
        }
        return zeros == 0 || (controls == 0 && zeros <= length / BYTES_FOR_A_ZERO);
    }

    static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isAscii(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /// Whether a byte is a character of ASCII that stands in texts.
    static boolean isAscii(byte octet) {
        return (octet >= ' ' && octet < 0x7f) || (octet >= '\t' && octet <= '\r');
    }
}
