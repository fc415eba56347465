package org.tidewaiter.signing.openpgp;

import java.util.List;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

/// One signature without what was signed, as `gpg --detach-sign` makes it.
public final class DetachedSignature {
    private static final String LABEL = "SIGNATURE";
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_PACKETS = 20;

    /// Since 1998; without it, other signatures would be taken for one now and then.
    private static final int VERSION = 4;

    private DetachedSignature() {}

    /// Whether bytes look like one or several, as text or not.
    public static boolean isOne(byte[] file) {
        try {
            var packets = packets(file);
            return !packets.isEmpty()
                    && packets.stream()
                            .allMatch(one ->
                                    one.tag() == Packet.SIGNATURE && one.version() >= VERSION);
        } catch (MalformedOpenPgpException _) {
            return false;
        }
    }

    static Packet parse(byte[] file) throws RefusedException {
        if (file.length > MAX_BYTES) {
            throw new RefusedException(Refusal.TOO_LARGE, file.length + " bytes");
        }
        try {
            var packets = packets(file);
            if (packets.isEmpty()) {
                throw new RefusedException(Refusal.NO_SIGNATURE, "");
            }
            var other = packets.stream().filter(one -> one.tag() != Packet.SIGNATURE).findFirst();
            if (other.isPresent()) {
                throw new RefusedException(
                        Refusal.MALFORMED_MESSAGE, "packet " + other.get().tag());
            }
            if (packets.size() > 1) {
                throw new RefusedException(Refusal.MANY_SIGNATURES, "");
            }
            return packets.getFirst();
        } catch (MalformedOpenPgpException e) {
            throw new RefusedException(Refusal.MALFORMED_MESSAGE, String.valueOf(e.getMessage()));
        }
    }

    private static List<Packet> packets(byte[] file) throws MalformedOpenPgpException {
        return Packet.all(Armor.isText(file) ? Armor.one(file, LABEL) : file, MAX_PACKETS);
    }
}
