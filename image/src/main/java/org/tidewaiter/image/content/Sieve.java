package org.tidewaiter.image.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Tells places at which five bytes of a keyword may begin from most others, by two looks into a
/// table of 64 KB: one for the first three of the bytes, and one, made for the next place but one
/// anyway, for the last three. Six bits of each byte count, which are the same in both cases of a
/// letter.
///
/// Keywords are in groups by how much of them is known there, so that those of three bytes, which
/// would make many places look like others, do so for themselves only.
final class Sieve {
    /// How many bytes four places take, and as many as are read for them.
    static final int RUN = 8;

    static final int READ = 12;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /// Of the bytes of a word.
    private static final int KNOWN = 0x5f5f_5f5f;

    /// A bit for each group: in the lower half of a byte for the first three, in the upper half for
    /// the last three.
    private static final int GROUPS = 0xf;

    private static final int HALF = 4;
    private static final int SHORT = 1;
    private static final int SHORT_AND_CUT = 2;
    private static final int CUT = 4;
    private static final int WHOLE = 8;

    /// The fourth of the bytes that are given goes beyond the word. Of some hundred factors that
    /// were tried, this one has the fewest words of programs and scripts look like keywords.
    private static final int MIX = 0xc1a8_5b00;

    private static final int INDEX_BITS = 16;

    private final byte[] sides = new byte[1 << INDEX_BITS];

    /// The same with the halves of each byte exchanged. Every second place is looked up here, so
    /// that what belongs together stands in the same bits, and nothing is shifted.
    private final byte[] turned = new byte[1 << INDEX_BITS];

    Sieve() {
        Arrays.fill(sides, (byte) (SHORT << HALF)); // of which the last three are any
        Arrays.fill(turned, (byte) SHORT);
    }

    /// Looks at every second place. Nothing else is done here, so that all of it stays in
    /// registers.
    ///
    /// @param to in whole [#RUN]s from `from`; [#READ] bytes have to be there from the last
    /// @param left is given the beginnings of the runs that have a place which the sieve lets pass
    /// @return how many they are
    int sift(byte[] bytes, int from, int to, int[] left) {
        var even = sides;
        var odd = turned;
        int count = 0;
        int first = even[index((int) INT.get(bytes, from))];
        for (int place = from; place < to; place += RUN) {
            int second = odd[index((int) INT.get(bytes, place + 2))];
            int third = even[index((int) INT.get(bytes, place + 4))];
            int fourth = odd[index((int) INT.get(bytes, place + 6))];
            int fifth = even[index((int) INT.get(bytes, place + 8))];
            int lower = (first & second) | (third & fourth);
            int upper = (second & third) | (fourth & fifth);
            if (((lower & GROUPS) | (upper & (GROUPS << HALF))) != 0) {
                left[count++] = place;
            }
            first = fifth;
        }
        return count;
    }

    /// Whether five bytes of a keyword may begin with a word.
    ///
    /// @param next the word two bytes on
    boolean lets(int word, int next) {
        return (sides[index(word)] & turned[index(next)] & GROUPS) != 0;
    }

    /// @param word three bytes, the first lowest, and any fourth
    private static int index(int word) {
        return ((word & KNOWN) * MIX) >>> (Integer.SIZE - INDEX_BITS);
    }

    void plant(Five five) {
        boolean isShort = five.text().length == 3;
        if (five.at() < 0) {
            int group = isShort ? SHORT_AND_CUT : CUT;
            plant(five, 0, group);
            plant(five, 2, group << HALF);
        } else if (isShort) {
            plant(five, 0, SHORT);
        } else {
            plant(five, 0, WHOLE);
            plant(five, 2, WHOLE << HALF);
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
            sides[index(word)] |= (byte) side;
            turned[index(word)] |= (byte) (side << HALF | side >>> HALF);
        }
    }
}
