package org.tidewaiter.signing.charter;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.syntax.Part;

/// A file with a signed charter: all its versions, each in an envelope of DSSE.
public final class CharterFile {
    public static final int MAX_BYTES = 16 << 20;
    private static final String FORMAT = "tidewaiter-charter-1";

    private CharterFile() {}

    /// @param file at most one byte more than [#MAX_BYTES]
    /// @throws RefusedException if it is none that its owners have signed
    public static SignedCharter read(byte[] file) throws RefusedException {
        return read(file, Optional.empty());
    }

    /// @param wanted the digest of any version. The first says which charter it is, a later one
    ///   also that no earlier owners have written another history since. It is looked for before
    ///   any signature, since those take time.
    /// @throws RefusedException also if it has no such version
    public static SignedCharter read(byte[] file, Optional<Digest> wanted) throws RefusedException {
        var json = document(file).only("format", "versions");
        if (!json.text("format").equals(FORMAT)) {
            throw new RefusedException(Refusal.CHARTER_FORMAT, json.text("format"));
        }
        var envelopes = new ArrayList<DsseEnvelope>();
        for (var one : json.objects("versions")) {
            envelopes.add(envelope(one));
        }
        if (wanted.isPresent()) {
            requireVersion(envelopes, wanted.get());
        }
        return SignedCharter.of(envelopes);
    }

    private static void requireVersion(List<DsseEnvelope> envelopes, Digest wanted)
            throws RefusedException {
        var digests = envelopes.stream().map(one -> VerifiedBytes.sha256(one.payload())).toList();
        if (!digests.contains(wanted)) {
            throw new RefusedException(
                    Refusal.CHARTER_OTHER_ID,
                    "%s; wanted %s"
                            .formatted(digests.isEmpty() ? "none" : digests.getFirst(), wanted));
        }
    }

    static Part document(byte[] file) throws RefusedException {
        if (file.length > MAX_BYTES) {
            throw new RefusedException(
                    Refusal.CHARTER_TOO_LARGE, "more than %d bytes".formatted(MAX_BYTES));
        }
        return Part.envelope(file);
    }

    /// With nothing in it but what is known.
    static DsseEnvelope envelope(Part json) throws RefusedException {
        json.only("payload", "payloadType", "signatures");
        for (var one : json.objects("signatures")) {
            one.only("keyid", "sig").text("keyid");
        }
        return DsseEnvelope.parse(json);
    }

    public static byte[] write(SignedCharter charter) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("format", FORMAT).beginArray("versions");
            charter.versions().forEach(version -> version.envelope().write(json));
            json.endArray().endObject();
        }
        return out.toByteArray();
    }
}
