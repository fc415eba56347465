package org.tidewaiter.signing.openpgp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// One packet, of which OpenPGP documents are rows.
///
/// @see "RFC 9580, 4.2"
@SuppressWarnings("ArrayRecordComponent") // never compared
record Packet(int tag, byte[] body) {
    static final int SIGNATURE = 2;
    static final int ONE_PASS_SIGNATURE = 4;
    static final int SECRET_KEY = 5;
    static final int PUBLIC_KEY = 6;
    static final int SECRET_SUBKEY = 7;
    static final int COMPRESSED = 8;
    static final int LITERAL = 11;
    static final int USER_ID = 13;
    static final int PUBLIC_SUBKEY = 14;
    static final int USER_ATTRIBUTE = 17;

    /// Of no length known beforehand.
    private static final Set<Integer> STREAMS = Set.of(COMPRESSED, LITERAL);

    private static final int PACKET_BIT = 0x80;
    private static final int NEW_FORM = 0x40;
    private static final int FIVE_OCTETS = 255;
    private static final int PARTIAL = 224;
    private static final int TWO_OCTETS = 192;

    /// @param max more are refused
    static List<Packet> all(byte[] bytes, int max) throws MalformedOpenPgpException {
        var packets = new ArrayList<Packet>();
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (packets.size() == max) {
                throw new MalformedOpenPgpException("more than %d packets".formatted(max));
            }
            packets.add(next(buffer));
        }
        return packets;
    }

    private static Packet next(ByteBuffer buffer) throws MalformedOpenPgpException {
        int first = octet(buffer);
        if ((first & PACKET_BIT) == 0) {
            throw new MalformedOpenPgpException("no packet where one should begin");
        }
        boolean inNewForm = (first & NEW_FORM) != 0;
        int tag = inNewForm ? first & 0x3f : (first & 0x3c) >> 2;
        return new Packet(tag, inNewForm ? newBody(buffer, tag) : oldBody(buffer, tag, first & 3));
    }

    private static byte[] oldBody(ByteBuffer buffer, int tag, int kind)
            throws MalformedOpenPgpException {
        return switch (kind) {
            case 0 -> taken(buffer, octet(buffer));
            case 1 -> taken(buffer, number(buffer, 2));
            case 2 -> taken(buffer, number(buffer, 4));
            default -> {
                checkStream(tag);
                yield taken(buffer, buffer.remaining());
            }
        };
    }

    private static byte[] newBody(ByteBuffer buffer, int tag) throws MalformedOpenPgpException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int first = octet(buffer);
            if (first < TWO_OCTETS) {
                body.writeBytes(taken(buffer, first));
            } else if (first < PARTIAL) {
                int length = ((first - TWO_OCTETS) << 8) + octet(buffer) + TWO_OCTETS;
                body.writeBytes(taken(buffer, length));
            } else if (first == FIVE_OCTETS) {
                body.writeBytes(taken(buffer, number(buffer, 4)));
            } else {
                checkStream(tag);
                body.writeBytes(taken(buffer, 1L << (first & 0x1f)));
                continue;
            }
            return body.toByteArray();
        }
    }

    private static void checkStream(int tag) throws MalformedOpenPgpException {
        if (!STREAMS.contains(tag)) {
            throw new MalformedOpenPgpException(
                    "packet %d does not state its length".formatted(tag));
        }
    }

    private static int octet(ByteBuffer buffer) throws MalformedOpenPgpException {
        return (int) number(buffer, 1);
    }

    private static long number(ByteBuffer buffer, int octets) throws MalformedOpenPgpException {
        long number = 0;
        for (byte one : taken(buffer, octets)) {
            number = number << 8 | (one & 0xff);
        }
        return number;
    }

    private static byte[] taken(ByteBuffer buffer, long length) throws MalformedOpenPgpException {
        if (length > buffer.remaining()) {
            throw new MalformedOpenPgpException("a packet is cut short");
        }
        var bytes = new byte[(int) length];
        buffer.get(bytes);
        return bytes;
    }

    /// In the one form that every reader knows: with its length in five octets.
    byte[] encoded() {
        return ByteBuffer.allocate(body.length + 6)
                .put((byte) (PACKET_BIT | NEW_FORM | tag))
                .put((byte) FIVE_OCTETS)
                .putInt(body.length)
                .put(body)
                .array();
    }

    /// The version, with which the bodies of many packets begin.
    int version() {
        return body.length == 0 ? 0 : body[0] & 0xff;
    }

    /// Whether a length that is stated inside, in four octets, is not more than there is.
    boolean states(int offset) {
        return body.length >= offset + Integer.BYTES
                && Integer.compareUnsigned(
                                ByteBuffer.wrap(body).getInt(offset),
                                body.length - offset - Integer.BYTES)
                        <= 0;
    }

    byte[] from(int offset) {
        return Arrays.copyOfRange(body, offset, body.length);
    }
}
