package org.tidewaiter.image.content;

import java.util.Arrays;

/// Tells places at which five bytes of a keyword may begin from most others, by two looks into a
/// table of 64 KB: one for the first three of the bytes, and one, made for the next place but one
/// anyway, for the last three. Six bits of each byte count, which are the same in both cases of a
/// letter.
///
/// Keywords are in groups by how much of them is known there, so that those of three bytes, which
/// would make many places look like others, do so for themselves only.
final class Sieve {
    /// Of each byte.
    static final long KNOWN = 0x5f5f_5f5f_5f5f_5f5fL;

    /// A bit for each group: in the lower half of a byte for the first three, in the upper half for
    /// the last three.
    static final int GROUPS = 0xf;

    private static final int LAST = 4;
    private static final int SHORT = 1;
    private static final int SHORT_AND_CUT = 2;
    private static final int CUT = 4;
    private static final int WHOLE = 8;

    /// The fourth of the bytes that are given goes beyond the word.
    private static final int MIX = 0x3779_b100;

    private static final int INDEX_BITS = 16;

    private final byte[] sides = new byte[1 << INDEX_BITS];

    Sieve() {
        Arrays.fill(sides, (byte) (SHORT << LAST)); // of which the last three are any
    }

    /// By [#index(int)].
    byte[] sides() {
        return sides;
    }

    /// @param word three bytes, the first lowest, each as far as it is [#KNOWN], and any fourth
    static int index(int word) {
        return (word * MIX) >>> (Integer.SIZE - INDEX_BITS);
    }

    /// @param sides of a place
    /// @param next of the place two bytes on
    /// @return among others the [#GROUPS] of which five bytes may begin at the first
    static int both(int sides, int next) {
        return sides & (next >>> LAST);
    }

    void plant(Five five) {
        boolean isShort = five.text().length == 3;
        if (five.at() < 0) {
            int group = isShort ? SHORT_AND_CUT : CUT;
            plant(five, 0, group);
            plant(five, 2, group << LAST);
        } else if (isShort) {
            plant(five, 0, SHORT);
        } else {
            plant(five, 0, WHOLE);
            plant(five, 2, WHOLE << LAST);
        }
    }

    /// Each of three bytes that is not known is any.
    private void plant(Five five, int from, int side) {
        int any = five.octet(from) < 0 ? from : from + 2;
        boolean isWhole = five.octet(any) >= 0;
        for (int octet = 0; octet <= (isWhole ? 0 : KNOWN & 0xff); octet++) {
            int word = 0;
            for (int i = 0; i < 3; i++) {
                int known = from + i == any && !isWhole ? octet : five.octet(from + i);
                word |= known << (8 * i);
            }
            sides[index(word & (int) KNOWN)] |= (byte) side;
        }
    }
}
