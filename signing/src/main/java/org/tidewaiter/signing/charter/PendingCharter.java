package org.tidewaiter.signing.charter;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.json.JsonWriter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.envelope.DsseEnvelope;
import org.tidewaiter.signing.key.SigningKey;

/// The next version of a charter, on its way from owner to owner until enough have signed it.
public final class PendingCharter {
    private final Charter charter;
    private final DsseEnvelope envelope;

    private PendingCharter(Charter charter, DsseEnvelope envelope) {
        this.charter = charter;
        this.envelope = envelope;
    }

    /// Signed by nobody.
    ///
    /// @throws RefusedException if no charter may be so
    public static PendingCharter of(Charter charter) throws RefusedException {
        var payload = CharterPayload.write(charter);
        return of(new DsseEnvelope(CharterPayload.TYPE, payload, List.of()));
    }

    private static PendingCharter of(DsseEnvelope envelope) throws RefusedException {
        var charter = CharterPayload.read(envelope, new CharterReader(Optional.empty()));
        return new PendingCharter(charter, envelope);
    }

    /// @param file as [#write] gives it. Who has signed is looked at when it is asked for.
    public static PendingCharter read(byte[] file) throws RefusedException {
        return of(CharterFile.envelope(CharterFile.document(file)));
    }

    public byte[] write() {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(out)) {
            envelope.write(json);
        }
        return out.toByteArray();
    }

    public Charter charter() {
        return charter;
    }

    public boolean isSameAs(PendingCharter other) {
        return Arrays.equals(envelope.payload(), other.envelope.payload());
    }

    /// With a signature more; one by the same key is replaced.
    public PendingCharter signedBy(SigningKey key) {
        var keyId = key.publicKey().fingerprint().toString();
        var signatures = new ArrayList<>(envelope.signatures());
        signatures.removeIf(one -> one.keyId().equals(keyId));
        signatures.add(new DsseEnvelope.Signature(keyId, key.sign(envelope.preAuthentication())));
        return new PendingCharter(
                charter, new DsseEnvelope(envelope.payloadType(), envelope.payload(), signatures));
    }

    /// How many of some owners must sign yet.
    ///
    /// @param ofBefore whether these are the owners of the version before
    /// @param count how many must
    /// @param able who may, and has not
    public record Missing(boolean ofBefore, int count, SortedSet<String> able) {}

    /// @param base the versions before; nothing for the first
    /// @return nothing where enough have signed
    /// @throws RefusedException if it does not follow the newest, or somebody else has signed
    public List<Missing> missing(Optional<SignedCharter> base) throws RefusedException {
        var before = base.map(signed -> signed.versions().getLast());
        SignedCharter.requireSuccession(charter, before);
        var previous = before.map(SignedCharter.Version::charter);
        var signatures = OwnerSignatures.of(envelope, charter, previous);
        var missing = new ArrayList<Missing>();
        if (previous.isPresent()) {
            missing(true, previous.get(), signatures.before()).ifPresent(missing::add);
        }
        missing(false, charter, signatures.own()).ifPresent(missing::add);
        return missing;
    }

    private static Optional<Missing> missing(
            boolean ofBefore, Charter charter, SortedSet<String> signed) {
        int count = charter.owners().threshold() - signed.size();
        if (count <= 0) {
            return Optional.empty();
        }
        var able = new TreeSet<>(OwnerKeys.of(charter).holders().values());
        able.removeAll(signed);
        return Optional.of(new Missing(ofBefore, count, able));
    }

    /// @throws RefusedException if too few have signed, or it does not follow the newest
    public SignedCharter appendTo(Optional<SignedCharter> base) throws RefusedException {
        return base.isPresent() ? base.get().with(envelope) : SignedCharter.of(List.of(envelope));
    }
}
