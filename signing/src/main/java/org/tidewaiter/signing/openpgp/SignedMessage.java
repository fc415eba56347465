package org.tidewaiter.signing.openpgp;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// A message with one thing in it and one signature over that, of which nothing is verified.
///
/// @param signature the packet
/// @param content what should have been signed
/// @see "RFC 9580, 10.3"
@SuppressWarnings("ArrayRecordComponent") // never compared
record SignedMessage(Packet signature, byte[] content) {
    static final int MAX_BYTES = 4 << 20;

    private static final int MAX_CONTENT = 1 << 20;
    private static final int MAX_PACKETS = 16;
    private static final int UNCOMPRESSED = 0;
    private static final int ZIP = 1;
    private static final int ZLIB = 2;

    /// @param message binary or armored
    static SignedMessage parse(byte[] message) throws RefusedException {
        if (message.length > MAX_BYTES) {
            throw new RefusedException(Refusal.TOO_LARGE, message.length + " bytes");
        }
        try {
            var bytes = Armor.isText(message) ? Armor.one(message, "MESSAGE") : message;
            var packets = Packet.all(bytes, MAX_PACKETS);
            if (packets.size() == 1 && packets.getFirst().tag() == Packet.COMPRESSED) {
                packets = Packet.all(decompressed(packets.getFirst()), MAX_PACKETS);
            }
            return of(packets);
        } catch (MalformedOpenPgpException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static SignedMessage of(List<Packet> packets) throws RefusedException {
        if (packets.stream().anyMatch(one -> one.tag() == Packet.COMPRESSED)) {
            throw new RefusedException(Refusal.UNKNOWN_COMPRESSION, "compressed in itself");
        }
        var tags = packets.stream().map(Packet::tag).toList();
        if (count(tags, Packet.SIGNATURE) > 1 || count(tags, Packet.ONE_PASS_SIGNATURE) > 1) {
            throw new RefusedException(Refusal.MANY_SIGNATURES, "");
        }
        if (tags.equals(List.of(Packet.SIGNATURE))) {
            throw new RefusedException(Refusal.DETACHED_SIGNATURE, "");
        }
        if (tags.equals(List.of(Packet.LITERAL))) {
            throw new RefusedException(Refusal.NO_SIGNATURE, "");
        }
        if (tags.equals(List.of(Packet.SIGNATURE, Packet.LITERAL))) {
            return new SignedMessage(packets.getFirst(), content(packets.getLast()));
        }
        if (!tags.equals(List.of(Packet.ONE_PASS_SIGNATURE, Packet.LITERAL, Packet.SIGNATURE))) {
            throw new RefusedException(Refusal.NOT_SIGNED, "packets " + tags);
        }
        checkAnnounced(packets.getFirst(), packets.getLast());
        return new SignedMessage(packets.getLast(), content(packets.get(1)));
    }

    private static long count(List<Integer> tags, int tag) {
        return tags.stream().filter(one -> one == tag).count();
    }

    /// What stands before the content, for those who read once, is what stands after it.
    private static void checkAnnounced(Packet before, Packet after) throws RefusedException {
        var said = before.body();
        var is = after.body();
        boolean same =
                said.length > 4
                        && is.length > 4
                        && ((said[0] == 3 && is[0] == 4) || (said[0] == 6 && is[0] == 6))
                        && said[1] == is[1] // type
                        && said[2] == is[3] // hash
                        && said[3] == is[2] // kind of key
                        && said[said.length - 1] == 1; // no signature follows over this one
        if (!same) {
            throw malformed("its signature is not as announced");
        }
    }

    private static byte[] content(Packet literal) throws RefusedException {
        var body = literal.body();
        // format, a name with its length, a date
        int start = body.length < 2 ? body.length + 1 : 2 + (body[1] & 0xff) + 4;
        if (start > body.length) {
            throw malformed("its content is cut short");
        }
        if (body.length - start > MAX_CONTENT) {
            throw new RefusedException(
                    Refusal.TOO_LARGE, "%d bytes".formatted(body.length - start));
        }
        return literal.from(start);
    }

    private static byte[] decompressed(Packet compressed) throws RefusedException {
        int algorithm = compressed.version();
        if (compressed.body().length == 0) {
            throw malformed("nothing is compressed");
        }
        return switch (algorithm) {
            case UNCOMPRESSED -> compressed.from(1);
            case ZIP -> inflated(compressed.from(1), new Inflater(true));
            case ZLIB -> inflated(compressed.from(1), new Inflater(false));
            default ->
                    throw new RefusedException(
                            Refusal.UNKNOWN_COMPRESSION, "algorithm " + algorithm);
        };
    }

    private static byte[] inflated(byte[] bytes, Inflater inflater) throws RefusedException {
        try {
            inflater.setInput(bytes);
            var out = new ByteArrayOutputStream();
            var buffer = new byte[1 << 13];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && !inflater.finished()) {
                    throw malformed("its compressed content is cut short");
                }
                out.write(buffer, 0, read);
                if (out.size() > MAX_CONTENT + (1 << 16)) {
                    throw new RefusedException(Refusal.TOO_LARGE, "when it is decompressed");
                }
            }
            if (inflater.getRemaining() > 0) {
                throw malformed("something follows its compressed content");
            }
            return out.toByteArray();
        } catch (DataFormatException _) {
            throw malformed("its compressed content is broken");
        } finally {
            inflater.end();
        }
    }

    private static RefusedException malformed(String what) {
        return new RefusedException(Refusal.MALFORMED_MESSAGE, what);
    }
}
