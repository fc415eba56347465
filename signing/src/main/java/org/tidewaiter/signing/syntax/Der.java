package org.tidewaiter.signing.syntax;

import java.io.Serial;
import java.math.BigInteger;
import java.util.Arrays;

/// Reads DER from its beginning to its end, and nothing that is BER only: every length and every
/// number in its shortest form.
///
/// @see "ITU-T X.690, section 10 and 8.3"
public final class Der {
    public static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int NULL = 0x05;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int MAX_IDENTIFIER_BYTES = 32;

    private final byte[] bytes;
    private final int end;
    private int at;

    private Der(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// Says what is not DER, or not what was looked for.
    public static final class MalformedDerException extends Exception {
        @Serial private static final long serialVersionUID = 1;

        public MalformedDerException(String what) {
            super(what);
        }
    }

    public static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    public boolean hasMore() {
        return at < end;
    }

    /// Whether the next element has this tag.
    public boolean isNext(int tag) {
        return at < end && (bytes[at] & 0xff) == tag;
    }

    /// The tag of the next element.
    public int tag() throws MalformedDerException {
        if (at >= end) {
            throw new MalformedDerException("it ends too early");
        }
        return bytes[at] & 0xff;
    }

    /// The content of the next element, whatever it is.
    public Der any() throws MalformedDerException {
        return element(tag(), "element");
    }

    public void end() throws MalformedDerException {
        if (at != end) {
            throw new MalformedDerException("something follows its end");
        }
    }

    public Der sequence() throws MalformedDerException {
        return element(SEQUENCE, "sequence");
    }

    /// The content of an element with a tag of the context that is constructed.
    public Der tagged(int number) throws MalformedDerException {
        return element(0xa0 | number, "tagged part");
    }

    /// What stands between the first and the last byte of an element with this tag.
    public byte[] content(int tag) throws MalformedDerException {
        return element(tag, "part").rest();
    }

    /// @param maxBits more are refused
    /// @return at least 0
    public BigInteger natural(int maxBits) throws MalformedDerException {
        var number = element(INTEGER, "number").rest();
        if (number.length == 0 || number.length > maxBits / 8 + 1) {
            throw new MalformedDerException("a number of %d bytes".formatted(number.length));
        }
        if (number[0] < 0) {
            throw new MalformedDerException("a negative number");
        }
        if (number.length > 1 && number[0] == 0 && number[1] >= 0) {
            throw new MalformedDerException("a number with a needless zero before it");
        }
        return new BigInteger(number);
    }

    public int smallNatural() throws MalformedDerException {
        return natural(31).intValueExact();
    }

    public byte[] octets() throws MalformedDerException {
        return element(OCTET_STRING, "octet string").rest();
    }

    /// Of whole bytes.
    public byte[] bits() throws MalformedDerException {
        var content = element(BIT_STRING, "bit string").rest();
        if (content.length == 0 || content[0] != 0) {
            throw new MalformedDerException("a bit string that is not of whole bytes");
        }
        return Arrays.copyOfRange(content, 1, content.length);
    }

    public void nothing() throws MalformedDerException {
        element(NULL, "null").end();
    }

    /// In dots.
    public String identifier() throws MalformedDerException {
        var content = element(OBJECT_IDENTIFIER, "object identifier").rest();
        if (content.length == 0
                || content.length > MAX_IDENTIFIER_BYTES
                || content[content.length - 1] < 0) {
            throw new MalformedDerException("a broken object identifier");
        }
        var dotted = new StringBuilder();
        long arc = 0;
        for (var next : content) {
            if ((arc == 0 && (next & 0xff) == 0x80) || arc > Long.MAX_VALUE >> 8) {
                throw new MalformedDerException("a broken object identifier");
            }
            arc = arc << 7 | (next & 0x7f);
            if (next >= 0) {
                if (dotted.isEmpty()) {
                    long first = Math.min(arc / 40, 2);
                    dotted.append(first).append('.').append(arc - 40 * first);
                } else {
                    dotted.append('.').append(arc);
                }
                arc = 0;
            }
        }
        return dotted.toString();
    }

    private Der element(int tag, String what) throws MalformedDerException {
        if (!isNext(tag)) {
            throw new MalformedDerException("no " + what + " where one must be");
        }
        at++;
        int length = length();
        if (length > end - at) {
            throw new MalformedDerException("it ends too early");
        }
        var inner = new Der(bytes, at, at + length);
        at += length;
        return inner;
    }

    private int length() throws MalformedDerException {
        int first = next();
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count == 0 || count > 3) {
            throw new MalformedDerException("a length that is not of DER");
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | next();
        }
        if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
            throw new MalformedDerException("a length that is not in its shortest form");
        }
        return length;
    }

    private int next() throws MalformedDerException {
        if (at >= end) {
            throw new MalformedDerException("it ends too early");
        }
        return bytes[at++] & 0xff;
    }

    /// All that is left of it.
    public byte[] rest() {
        var rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }
}
