package org.tidewaiter.signing.syntax;

import java.util.ArrayDeque;
import org.tidewaiter.signing.syntax.Der.MalformedDerException;

/// Looks through a whole document, whatever it says, for what is not DER: there is then no other
/// way to write it.
///
/// @see "ITU-T X.690, sections 8, 10 and 11"
public final class DerTree {
    private static final int MAX_DEPTH = 24;
    private static final int MAX_ELEMENTS = 10_000;
    private static final int CONSTRUCTED = 0x20;
    private static final int CLASS = 0xc0;
    private static final int LONG_TAG = 0x1f;

    private DerTree() {}

    /// @throws MalformedDerException if it is not one element of DER, or larger or deeper than is
    ///   looked at
    public static void check(byte[] bytes) throws MalformedDerException {
        var whole = Der.of(bytes);
        var open = new ArrayDeque<Der>();
        enter(whole, open);
        whole.end();
        int elements = 1;
        while (!open.isEmpty()) {
            if (!open.getFirst().hasMore()) {
                open.removeFirst();
                continue;
            }
            elements++;
            if (elements > MAX_ELEMENTS || open.size() > MAX_DEPTH) {
                throw new MalformedDerException("more of it than is looked at");
            }
            enter(open.getFirst(), open);
        }
    }

    private static void enter(Der parent, ArrayDeque<Der> open) throws MalformedDerException {
        int tag = parent.tag();
        if ((tag & LONG_TAG) == LONG_TAG) {
            throw new MalformedDerException("a tag of more than one byte");
        }
        boolean constructed = (tag & CONSTRUCTED) != 0;
        if ((tag & CLASS) == 0) {
            boolean group = tag == 0x30 || tag == 0x31;
            if (constructed != group || tag == 0) {
                throw new MalformedDerException("an element of a form that DER does not have");
            }
        }
        if (constructed) {
            open.addFirst(parent.any());
        } else {
            checkPlain(tag, parent);
        }
    }

    private static void checkPlain(int tag, Der parent) throws MalformedDerException {
        switch (tag) {
            case 0x01 -> {
                var value = parent.any().rest();
                if (value.length != 1 || (value[0] != 0 && value[0] != -1)) {
                    throw new MalformedDerException("a truth value that is neither of the two");
                }
            }
            case 0x02, 0x0a -> checkInteger(parent.any().rest());
            case 0x03 -> checkBits(parent.any().rest());
            case 0x05 -> parent.nothing();
            case 0x06 -> parent.identifier();
            default -> parent.any();
        }
    }

    private static void checkInteger(byte[] number) throws MalformedDerException {
        boolean needless =
                number.length > 1
                        && ((number[0] == 0 && number[1] >= 0)
                                || (number[0] == -1 && number[1] < 0));
        if (number.length == 0 || needless) {
            throw new MalformedDerException("a number that is not in its shortest form");
        }
    }

    private static void checkBits(byte[] bits) throws MalformedDerException {
        boolean sound = bits.length > 0 && bits[0] >= 0 && bits[0] < 8;
        if (!sound
                || (bits.length == 1 && bits[0] != 0)
                || (bits.length > 1 && (bits[bits.length - 1] & (1 << bits[0]) - 1) != 0)) {
            throw new MalformedDerException("a string of bits with others behind it");
        }
    }
}
