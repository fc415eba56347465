package org.tidewaiter.cli;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.tidewaiter.checks.host.record.Facts;
import org.tidewaiter.checks.host.record.FactsFile;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.SigningKey;

/// Facts of a host in an envelope that is signed: one file.
///
/// @see "github.com/secure-systems-lab/dsse, protocol.md and envelope.md, version 1"
final class SignedFacts {
    static final int MAX_BYTES = 60 << 20;

    private static final String TYPE = "application/vnd.tidewaiter.host-facts.v1+json";

    private SignedFacts() {}

    /// Whether a file is an envelope of whatever.
    static boolean isOne(byte[] file) {
        try {
            return file.length <= MAX_BYTES && JsonReader.read(file).has("payloadType");
        } catch (MalformedJsonException _) {
            return false;
        }
    }

    static DsseEnvelope read(byte[] file) throws RefusedException {
        return DsseEnvelope.read(file, TYPE, MAX_BYTES);
    }

    static byte[] unsigned(Facts facts) {
        var out = new ByteArrayOutputStream();
        FactsFile.write(facts, out);
        return out.toByteArray();
    }

    static byte[] signed(Facts facts, SigningKey key) {
        return new DsseEnvelope(TYPE, unsigned(facts), List.of()).signedBy(key).toJson();
    }
}
