package org.tidewaiter.signing.openpgp;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// The two areas of a signature in which it says things: the first is signed, the second not. A
/// library mends what ends too early, and takes the room for what is said to be there; so all the
/// lengths are looked at before one sees them.
///
/// @see "RFC 9580, 5.2.3.7"
final class SubpacketAreas {
    private static final int FIRST = 4;
    private static final int TWO_OCTETS = 192;
    private static final int FOUR_OCTETS = 255;

    private SubpacketAreas() {}

    /// @param packet a signature of version 4 or 6
    /// @throws MalformedOpenPgpException unless what is said fills each area exactly
    static void check(Packet packet) throws MalformedOpenPgpException {
        try {
            var body = ByteBuffer.wrap(packet.body()).position(FIRST);
            for (int i = 0; i < 2; i++) {
                long length =
                        packet.version() == 6
                                ? Integer.toUnsignedLong(body.getInt())
                                : Short.toUnsignedLong(body.getShort());
                checkFilled(taken(body, length));
            }
        } catch (BufferUnderflowException | IllegalArgumentException _) {
            throw new MalformedOpenPgpException("a signature is cut short");
        }
    }

    private static void checkFilled(ByteBuffer area) throws MalformedOpenPgpException {
        while (area.hasRemaining()) {
            int first = area.get() & 0xff;
            long length = first;
            if (first == FOUR_OCTETS) {
                length = Integer.toUnsignedLong(area.getInt());
            } else if (first >= TWO_OCTETS) {
                int second = area.get() & 0xff;
                length = TWO_OCTETS + second + (first - TWO_OCTETS) * 256L;
            }
            if (length == 0) {
                throw new MalformedOpenPgpException("a signature says something of no type");
            }
            taken(area, length);
        }
    }

    private static ByteBuffer taken(ByteBuffer from, long length) {
        if (length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        var part = from.slice(from.position(), (int) length);
        from.position(from.position() + (int) length);
        return part;
    }
}
