package org.tidewaiter.signing.clearance;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.stage.RoleSigners;
import org.tidewaiter.signing.syntax.CanonicalJson;
import org.tidewaiter.signing.syntax.Part;

/// What second persons have signed: each waiver as a whole, so that another reason or a later day
/// is another waiver, and the charter by which they may, in an envelope of DSSE.
public final class ApprovalFile {
    /// In which holders of a charter approve of waivers.
    public static final String ROLE = "waiver";

    public static final int MAX_BYTES = 4 << 20;
    public static final ApprovalFile EMPTY = new ApprovalFile(List.of());

    private static final String FORMAT = "tidewaiter-approvals-1";
    private static final String TYPE = "application/vnd.tidewaiter.waiver.v1+json";
    private static final int MAX_APPROVALS = 1000;

    private final List<DsseEnvelope> envelopes;

    private ApprovalFile(List<DsseEnvelope> envelopes) {
        this.envelopes = List.copyOf(envelopes);
    }

    /// Who has signed is looked at when it is asked for.
    ///
    /// @param file at most one byte more than [#MAX_BYTES]
    public static ApprovalFile read(byte[] file) throws RefusedException {
        if (file.length > MAX_BYTES) {
            throw new RefusedException(Refusal.TOO_LARGE, file.length + " bytes");
        }
        var json = Part.envelope(file).only("format", "approvals");
        if (!json.text("format").equals(FORMAT)) {
            throw new RefusedException(Refusal.WRONG_PART, json.at("format"));
        }
        var approvals = json.objects("approvals");
        if (approvals.size() > MAX_APPROVALS) {
            throw new RefusedException(Refusal.TOO_LARGE, approvals.size() + " approvals");
        }
        var envelopes = new ArrayList<DsseEnvelope>();
        for (var one : approvals) {
            envelopes.add(DsseEnvelope.read(one, TYPE));
        }
        return new ApprovalFile(envelopes);
    }

    public byte[] write() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            json.beginObject().field("format", FORMAT).beginArray("approvals");
            envelopes.forEach(one -> one.write(json));
            json.endArray().endObject();
        }
        return out.toByteArray();
    }

    /// With a signature more; one by the same key is replaced.
    ///
    /// @param waiver all of it
    /// @param charter its id
    public ApprovalFile signedBy(SigningKey key, Json waiver, Digest charter) {
        var payload = payload(waiver, charter);
        var others =
                new ArrayList<>(
                        envelopes.stream()
                                .filter(one -> !Arrays.equals(one.payload(), payload))
                                .toList());
        var unsigned = of(payload).orElseGet(() -> new DsseEnvelope(TYPE, payload, List.of()));
        others.add(unsigned.signedBy(key));
        return new ApprovalFile(others);
    }

    /// Who has signed a waiver in the role; nobody where nobody has.
    ///
    /// @param charter the version that counts at `now`
    /// @param id of the charter
    /// @param repository of the image; nothing where it has none
    /// @throws RefusedException if the role cannot speak of that repository now, or anybody else
    ///   has signed too
    public SortedSet<String> holders(
            Json waiver, Charter charter, Digest id, Optional<String> repository, Instant now)
            throws RefusedException {
        var envelope = of(payload(waiver, id));
        if (envelope.isEmpty()) {
            return new TreeSet<>();
        }
        if (!charter.roles().containsKey(ROLE)) {
            throw new RefusedException(
                    Refusal.NOT_IN_ROLE, "the charter has no role '%s'".formatted(ROLE));
        }
        var signers = new RoleSigners(charter, ROLE, now);
        signers.requireFor(repository.stream().toList());
        return signers.holders(envelope.get());
    }

    private Optional<DsseEnvelope> of(byte[] payload) {
        return envelopes.stream().filter(one -> Arrays.equals(one.payload(), payload)).findFirst();
    }

    private static byte[] payload(Json waiver, Digest charter) {
        var members = new LinkedHashMap<String, Json>();
        members.put("charter", new JsonString(charter.toString()));
        members.put("waiver", waiver);
        return CanonicalJson.write(new JsonObject(members));
    }
}
