package org.tidewaiter.image.content;

/// Five bytes of a keyword, or as many as it has there, that are presumably rare.
///
/// @param text the whole keyword
/// @param at where in it they begin; one byte before it at the least
@SuppressWarnings("ArrayRecordComponent") // never compared
record Five(byte[] text, int at) {
    private static final int LENGTH = 5;

    /// Lower-case letters, the most frequent in English first.
    private static final String FREQUENT = "etaoinsrhldcumfpgwybvkxjqz";

    /// The rarest that begin at an even distance from the beginning of a keyword.
    static Five even(byte[] text) {
        return rarest(text, 0);
    }

    /// The rarest that begin at an odd distance, or before the keyword.
    static Five odd(byte[] text) {
        return rarest(text, -1);
    }

    /// One of them that is known is the second and the third, and but for three bytes the fourth.
    private static Five rarest(byte[] text, int first) {
        var best = new Five(text, first);
        for (int at = first + 2; at + 4 <= text.length; at += 2) {
            var other = new Five(text, at);
            best = other.frequency() < best.frequency() ? other : best;
        }
        return best;
    }

    /// @return -1 if the keyword does not say
    int octet(int index) {
        int place = at + index;
        return place >= 0 && place < text.length ? text[place] & 0xff : -1;
    }

    /// A byte again and again is a line that is drawn, or nothing.
    private boolean isRun() {
        for (int i = 1; i < LENGTH; i++) {
            if (octet(i) != octet(0)) {
                return false;
            }
        }
        return true;
    }

    private double frequency() {
        if (isRun()) {
            return 1;
        }
        double product = 1;
        for (int i = 0; i < LENGTH; i++) {
            product *= octet(i) < 0 ? 1 : frequency((char) octet(i));
        }
        return product;
    }

    private static double frequency(char octet) {
        int rank = FREQUENT.indexOf(Character.toLowerCase(octet));
        if (rank >= 0) {
            return 1.0 / (8 + rank);
        }
        return octet >= ' ' && octet < 0x80 ? 1.0 / 40 : 1.0 / 8;
    }
}
