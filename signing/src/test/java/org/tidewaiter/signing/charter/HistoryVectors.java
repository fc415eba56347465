package org.tidewaiter.signing.charter;

import static org.tidewaiter.signing.charter.Charters.ANA;
import static org.tidewaiter.signing.charter.Charters.BOB;
import static org.tidewaiter.signing.charter.Charters.CI;
import static org.tidewaiter.signing.charter.Charters.EVA;
import static org.tidewaiter.signing.charter.Charters.EXPIRES;
import static org.tidewaiter.signing.charter.Charters.ISSUED;
import static org.tidewaiter.signing.charter.Charters.first;
import static org.tidewaiter.signing.charter.Charters.holder;
import static org.tidewaiter.signing.charter.Charters.set;
import static org.tidewaiter.signing.charter.Charters.with;
import static org.tidewaiter.signing.charter.RawCharters.TYPE;
import static org.tidewaiter.signing.charter.RawCharters.base64;
import static org.tidewaiter.signing.charter.RawCharters.envelope;
import static org.tidewaiter.signing.charter.RawCharters.file;
import static org.tidewaiter.signing.charter.RawCharters.payload;
import static org.tidewaiter.signing.charter.RawCharters.signature;
import static org.tidewaiter.signing.check.Refusal.CHARTER_EXPIRED;
import static org.tidewaiter.signing.check.Refusal.CHARTER_FORMAT;
import static org.tidewaiter.signing.check.Refusal.CHARTER_ISSUED_BACKWARDS;
import static org.tidewaiter.signing.check.Refusal.CHARTER_ISSUED_IN_FUTURE;
import static org.tidewaiter.signing.check.Refusal.CHARTER_NOT_YET;
import static org.tidewaiter.signing.check.Refusal.CHARTER_NO_FIRST_VERSION;
import static org.tidewaiter.signing.check.Refusal.CHARTER_OTHER_PREDECESSOR;
import static org.tidewaiter.signing.check.Refusal.CHARTER_REVOKED_SIGNER;
import static org.tidewaiter.signing.check.Refusal.CHARTER_SKIPPED_VERSION;
import static org.tidewaiter.signing.check.Refusal.CHARTER_TOO_LARGE;
import static org.tidewaiter.signing.check.Refusal.CHARTER_UNKNOWN_SIGNER;
import static org.tidewaiter.signing.check.Refusal.CHARTER_UNSIGNED;
import static org.tidewaiter.signing.check.Refusal.CHARTER_UNSIGNED_BY_OLD_OWNERS;
import static org.tidewaiter.signing.check.Refusal.EMPTY_PAYLOAD;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_BASE64;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_DIGEST;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_JSON;
import static org.tidewaiter.signing.check.Refusal.MANY_SIGNATURES;
import static org.tidewaiter.signing.check.Refusal.MISSING_PART;
import static org.tidewaiter.signing.check.Refusal.NO_SIGNATURE;
import static org.tidewaiter.signing.check.Refusal.TOO_LARGE;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_PART;
import static org.tidewaiter.signing.check.Refusal.WRONG_PART;
import static org.tidewaiter.signing.check.Refusal.WRONG_PAYLOAD_TYPE;
import static org.tidewaiter.signing.check.Refusal.WRONG_SIGNATURE;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.charter.CharterVector.Attempt;
import org.tidewaiter.signing.charter.CharterVector.Table;
import org.tidewaiter.signing.charter.Revocation.Target;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;

/// Signatures, envelopes and versions that are not those that they should be.
final class HistoryVectors {
    private static final String FIRST = payload(first());
    private static final Charter SECOND = second(first());
    private static final SigningKey SAM = NewKey.ED25519.make();
    private static final SigningKey ANA_TOO = NewKey.ECDSA_P256.make();

    private HistoryVectors() {}

    static Stream<CharterVector> all() {
        return Stream.of(
                        envelopes(new Table()),
                        signers(new Table()),
                        owners(new Table()),
                        versions(new Table()),
                        times(new Table()),
                        sizes(new Table()))
                .flatMap(Table::rows);
    }

    private static Charter second(Charter one) {
        return with(
                one,
                it -> {
                    it.version++;
                    it.previous = Optional.of(digest(one));
                    it.issued = one.issued().plusSeconds(60);
                    return it;
                });
    }

    private static Digest digest(Charter charter) {
        return VerifiedBytes.sha256(payload(charter).getBytes(StandardCharsets.UTF_8));
    }

    private static String one() {
        return envelope(FIRST, ANA, BOB);
    }

    private static String two() {
        return envelope(SECOND, BOB, EVA);
    }

    private static Table envelopes(Table table) {
        var twin = file(one());
        var signatures = signature(ANA, FIRST) + "," + signature(BOB, FIRST);
        var other = "application/vnd.in-toto+json";
        return table.files(
                        CHARTER_FORMAT,
                        "another format",
                        twin,
                        twin.replace("charter-1", "charter-2"))
                .files(
                        UNKNOWN_PART,
                        "a part of the file",
                        twin,
                        twin.replaceFirst("\\{", "{\"a\":1,"))
                .files(
                        UNKNOWN_PART,
                        "a part of an envelope",
                        twin,
                        twin.replace("{\"payload\"", "{\"a\":1,\"payload\""))
                .files(
                        UNKNOWN_PART,
                        "a part of a signature",
                        twin,
                        twin.replace("{\"keyid\"", "{\"a\":1,\"keyid\""))
                .files(MALFORMED_JSON, "no end", twin, twin.substring(0, twin.length() - 1))
                .files(
                        MALFORMED_JSON,
                        "a format twice",
                        twin,
                        twin.replaceFirst("\\{", "{\"format\":\"tidewaiter-charter-1\","))
                .files(
                        MALFORMED_BASE64,
                        "a payload in lines",
                        twin,
                        twin.replace("\"payload\":\"", "\"payload\":\"\\n"))
                .files(
                        MALFORMED_BASE64,
                        "a signature that is not base64",
                        twin,
                        twin.replace("\"sig\":\"", "\"sig\":\"*"))
                .files(EMPTY_PAYLOAD, "nothing signed", twin, file(envelope(TYPE, "", signatures)))
                .files(NO_SIGNATURE, "no signature", twin, file(envelope(TYPE, FIRST, "")))
                .files(
                        NO_SIGNATURE,
                        "an empty signature",
                        twin,
                        twin.replaceFirst("\"sig\":\"[^\"]*\"", "\"sig\":\"\""))
                .files(
                        MANY_SIGNATURES,
                        "17 signatures",
                        twin,
                        file(
                                envelope(
                                        TYPE,
                                        FIRST,
                                        repeated(signatures, 8) + "," + signature(ANA, FIRST))))
                .files(
                        MISSING_PART,
                        "no key id",
                        twin,
                        twin.replaceFirst("\"keyid\":\"[^\"]*\",", ""))
                .files(
                        MALFORMED_DIGEST,
                        "a key id that is none",
                        twin,
                        twin.replace("\"keyid\":\"sha256:", "\"keyid\":\"sha257:"))
                .files(
                        WRONG_PAYLOAD_TYPE,
                        "signed as something else",
                        twin,
                        file(envelope(other, FIRST, typed(other))))
                .files(
                        WRONG_SIGNATURE,
                        "signed as something else, and renamed",
                        twin,
                        file(envelope(TYPE, FIRST, typed(other))));
    }

    private static String typed(String type) {
        return signed(type, ANA) + "," + signed(type, BOB);
    }

    private static String signed(String type, SigningKey key) {
        return signature(key.publicKey().fingerprint().toString(), key, type, FIRST);
    }

    private static String repeated(String text, int times) {
        return String.join(",", Collections.nCopies(times, text));
    }

    private static Table signers(Table table) {
        var twin = file(one());
        var both =
                with(
                        first(),
                        it -> {
                            it.holders.put("ana", holder(ANA, ANA_TOO));
                            return it;
                        });
        return table.files(CHARTER_UNSIGNED, "one of two", twin, file(envelope(FIRST, ANA)))
                .files(
                        WRONG_PART,
                        "one signature twice",
                        twin,
                        file(envelope(TYPE, FIRST, repeated(signature(ANA, FIRST), 2))))
                .files(WRONG_PART, "a key twice", twin, file(envelope(FIRST, ANA, BOB, BOB)))
                .files(
                        CHARTER_UNSIGNED,
                        "one owner with two keys",
                        file(envelope(both, ANA, ANA_TOO, BOB)),
                        file(envelope(both, ANA, ANA_TOO)))
                .files(
                        CHARTER_UNKNOWN_SIGNER,
                        "a holder that is no owner",
                        twin,
                        file(envelope(FIRST, ANA, CI)))
                .files(CHARTER_UNKNOWN_SIGNER, "a stranger", twin, file(envelope(FIRST, ANA, SAM)))
                .files(
                        CHARTER_UNKNOWN_SIGNER,
                        "a stranger beside enough owners",
                        twin,
                        file(envelope(FIRST, ANA, BOB, SAM)))
                .files(
                        WRONG_SIGNATURE,
                        "the signature of another owner",
                        twin,
                        file(envelope(TYPE, FIRST, signature(ANA, FIRST) + "," + named(BOB, EVA))))
                .files(
                        WRONG_SIGNATURE,
                        "the signature of something else",
                        twin,
                        file(
                                envelope(
                                        TYPE,
                                        FIRST,
                                        signature(ANA, FIRST) + "," + signature(BOB, FIRST + " "))))
                .files(
                        CHARTER_REVOKED_SIGNER,
                        "an owner that the version revokes",
                        file(envelope(revoking("eva"), ANA, BOB)),
                        file(envelope(revoking("eva"), ANA, EVA)))
                .files(
                        CHARTER_REVOKED_SIGNER,
                        "an owner's key that the version revokes",
                        file(envelope(revokingKey(EVA), ANA, BOB)),
                        file(envelope(revokingKey(EVA), ANA, EVA)));
    }

    private static String named(SigningKey name, SigningKey key) {
        return signature(name.publicKey().fingerprint().toString(), key, TYPE, FIRST);
    }

    private static Charter revoking(String holder) {
        return revoking(Target.HOLDER, holder);
    }

    private static Charter revokingKey(SigningKey key) {
        return revoking(Target.KEY, key.publicKey().fingerprint().toString());
    }

    /// From a time that is still to come.
    private static Charter revoking(Target target, String value) {
        return with(
                first(),
                it -> {
                    it.revocations.add(new Revocation(target, value, EXPIRES, ""));
                    return it;
                });
    }

    /// Of the second version, which Sam owns alone.
    private static Table owners(Table table) {
        var sams =
                with(
                        SECOND,
                        it -> {
                            it.holders.put("sam", holder(SAM));
                            it.owners = new Charter.Owners(set("sam"), 1);
                            return it;
                        });
        var twin = file(one(), envelope(sams, ANA, BOB, SAM));
        var revoked = revoking("eva");
        var next = second(revoked);
        return table.files(
                        CHARTER_UNSIGNED_BY_OLD_OWNERS,
                        "new owners alone",
                        twin,
                        file(one(), envelope(sams, SAM)))
                .files(
                        CHARTER_UNSIGNED_BY_OLD_OWNERS,
                        "new owners and one of the old",
                        twin,
                        file(one(), envelope(sams, SAM, ANA)))
                .files(
                        CHARTER_UNSIGNED,
                        "old owners alone",
                        twin,
                        file(one(), envelope(sams, ANA, BOB)))
                .files(
                        CHARTER_REVOKED_SIGNER,
                        "an owner whom the version before revoked",
                        file(envelope(revoked, ANA, BOB), envelope(next, ANA, BOB)),
                        file(envelope(revoked, ANA, BOB), envelope(next, ANA, EVA)));
    }

    private static Table versions(Table table) {
        var twin = file(one(), two());
        var third = second(SECOND);
        var skipped =
                with(
                        SECOND,
                        it -> {
                            it.version = 3;
                            return it;
                        });
        var other =
                with(
                        first(),
                        it -> {
                            it.name = "Other";
                            return it;
                        });
        var backwards =
                with(
                        SECOND,
                        it -> {
                            it.issued = ISSUED.minusSeconds(1);
                            return it;
                        });
        var unlinked =
                with(
                        SECOND,
                        it -> {
                            it.previous = Optional.empty();
                            return it;
                        });
        var otherSecond =
                with(
                        SECOND,
                        it -> {
                            it.name = "Other";
                            return it;
                        });
        var begun =
                with(
                        first(),
                        it -> {
                            it.previous = Optional.of(digest(other));
                            return it;
                        });
        return table.files(CHARTER_NO_FIRST_VERSION, "no versions", twin, file())
                .files(CHARTER_NO_FIRST_VERSION, "the second alone", twin, file(two()))
                .files(
                        CHARTER_NO_FIRST_VERSION,
                        "a first that had one before",
                        file(one()),
                        file(envelope(begun, ANA, BOB)))
                .files(CHARTER_SKIPPED_VERSION, "the first twice", twin, file(one(), one()))
                .files(
                        CHARTER_SKIPPED_VERSION,
                        "a number left out",
                        twin,
                        file(one(), envelope(skipped, ANA, BOB)))
                .files(
                        CHARTER_SKIPPED_VERSION,
                        "the third after the first",
                        file(one(), two(), envelope(third, ANA, BOB)),
                        file(one(), envelope(third, ANA, BOB)))
                .files(CHARTER_NO_FIRST_VERSION, "another order", twin, file(two(), one()))
                .files(
                        CHARTER_OTHER_PREDECESSOR,
                        "the second of another charter",
                        twin,
                        file(one(), envelope(second(other), ANA, BOB)))
                .files(
                        CHARTER_OTHER_PREDECESSOR,
                        "no predecessor",
                        twin,
                        file(one(), envelope(unlinked, ANA, BOB)))
                .files(
                        CHARTER_OTHER_PREDECESSOR,
                        "the third of another second",
                        file(one(), two(), envelope(third, ANA, BOB)),
                        file(one(), envelope(otherSecond, ANA, BOB), envelope(third, ANA, BOB)))
                .files(
                        CHARTER_ISSUED_BACKWARDS,
                        "issued before the one before",
                        twin,
                        file(one(), envelope(backwards, ANA, BOB)));
    }

    private static Table times(Table table) {
        var both = file(one(), two());
        return table.add(
                        CHARTER_EXPIRED,
                        "at its end",
                        inForce(both, EXPIRES.minusSeconds(1)),
                        inForce(both, EXPIRES))
                .add(
                        CHARTER_ISSUED_IN_FUTURE,
                        "before the newest was issued",
                        inForce(both, SECOND.issued()),
                        inForce(both, SECOND.issued().minusSeconds(1)))
                .add(
                        CHARTER_NOT_YET,
                        "before the first was issued",
                        at(both, ISSUED),
                        at(both, ISSUED.minusSeconds(1)))
                .add(
                        CHARTER_EXPIRED,
                        "long after",
                        at(both, ISSUED.plusSeconds(61)),
                        at(both, EXPIRES.plusSeconds(86_400)));
    }

    private static Attempt inForce(String file, Instant now) {
        return () -> Table.read(file).inForce(now);
    }

    private static Attempt at(String file, Instant time) {
        return () -> Table.read(file).at(time);
    }

    private static Table sizes(Table table) {
        var twin = file(one());
        var crowded = envelope(TYPE, "{}", repeated(signature(ANA, "{}"), 16));
        var tiny = envelope(TYPE, "{}", signature(ANA, "{}"));
        var ofLongKey = "{\"keyid\":\"\",\"sig\":\"%s\"}".formatted(base64(new byte[2048]));
        var slow = envelope(TYPE, "{}", repeated(ofLongKey, 16));
        return table.files(
                        CHARTER_TOO_LARGE,
                        "1001 versions",
                        twin,
                        file(Collections.nCopies(1001, tiny)))
                .files(
                        CHARTER_TOO_LARGE,
                        "4016 signatures",
                        twin,
                        file(Collections.nCopies(251, crowded)))
                .files(
                        CHARTER_TOO_LARGE,
                        "256 signatures by the longest keys",
                        twin,
                        file(Collections.nCopies(16, slow)))
                .files(
                        CHARTER_TOO_LARGE,
                        "more than 16 MiB",
                        twin,
                        twin + " ".repeat(CharterFile.MAX_BYTES))
                .files(
                        TOO_LARGE,
                        "endless lists",
                        twin,
                        "{\"format\":[" + "[],".repeat(200_000) + "[]]}");
    }
}
