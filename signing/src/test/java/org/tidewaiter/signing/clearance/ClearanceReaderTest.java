package org.tidewaiter.signing.clearance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.clearance.Port.set;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.signing.charter.Revocation;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.make.NewStatement;
import org.tidewaiter.signing.syntax.CanonicalJson;

class ClearanceReaderTest {
    private SignedCharter charter;

    @BeforeEach
    void aCharter() throws Exception {
        charter = new Port().charter();
    }

    private static Clearance read(SignedCharter charter, byte[] bundle, Instant now)
            throws Exception {
        return ClearanceReader.of(charter, now).read(bundle);
    }

    private Clearance read(byte[] bundle) throws Exception {
        return read(charter, bundle, Port.NOW);
    }

    private static void refused(Refusal refusal, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.refusal())
                                        .as(refused.detail())
                                        .isEqualTo(refusal));
    }

    /// What is signed is taken as it is, and refused with one text in it changed.
    private void refused(Refusal refusal, String part, String replacement) throws Exception {
        read(signed(UnaryOperator.identity()));
        refused(refusal, () -> read(signed(text -> replaced(text, part, replacement))));
    }

    private static String replaced(String text, String part, String replacement) {
        assertThat(text).contains(part);
        return text.replace(part, replacement);
    }

    private byte[] signed(UnaryOperator<String> change) throws Exception {
        return signed(Port.statement(charter), change, Port.CLEO);
    }

    private static byte[] signed(
            ClearanceStatement said, UnaryOperator<String> change, SigningKey key)
            throws Exception {
        var statement = said.unsigned();
        var predicate = new String(CanonicalJson.write(statement.predicate()), UTF_8);
        var changed = JsonReader.read(change.apply(predicate).getBytes(UTF_8));
        return Port.bundle(
                new NewStatement(
                        statement.images(),
                        statement.name(),
                        statement.predicateType(),
                        statement.annotations(),
                        changed),
                key);
    }

    @Test
    void whatACertifierHasSignedIsReadAsItWasSaid() throws Exception {
        var said = Port.statement(charter);
        var clearance = read(Port.bundle(charter));
        assertThat(clearance).isEqualTo(said.by("cleo", clearance.id()));
    }

    @Test
    void itSurvivesASecondReadingByteForByte() throws Exception {
        var bundle = Port.bundle(charter);
        assertThat(read(bundle)).isEqualTo(read(bundle));
    }

    @Test
    void whoClearsForAnotherStageClearsNotForThis() throws Exception {
        refused(
                Refusal.NOT_IN_ROLE,
                () -> read(Port.bundle(Port.statement(charter).unsigned(), Port.CARL)));
    }

    @Test
    void whoIsInNoRoleForItClearsNothing() {
        refused(
                Refusal.NOT_IN_ROLE,
                () -> read(Port.bundle(Port.statement(charter).unsigned(), Port.CI)));
        refused(
                Refusal.UNKNOWN_KEY,
                () -> read(Port.bundle(Port.statement(charter).unsigned(), Port.STRANGER)));
    }

    @Test
    void whoeverIsRevokedClearsNothingAnyMore() throws Exception {
        var port = new Port();
        port.revocations.add(
                new Revocation(Revocation.Target.HOLDER, "cleo", Port.NOW.minusSeconds(1), "left"));
        var after = port.charter();
        refused(Refusal.REVOKED_SIGNER, () -> read(after, Port.bundle(after), Port.NOW));
        read(after, Port.bundle(after), Port.NOW.minusSeconds(2));
    }

    @Test
    void aRoleOutOfForceClearsNothing() throws Exception {
        var port = new Port();
        port.certifierUntil = Optional.of(Port.NOW);
        var ended = port.charter();
        read(ended, Port.bundle(ended), Port.NOW.minusSeconds(1));
        refused(Refusal.ROLE_NOT_IN_FORCE, () -> read(ended, Port.bundle(ended), Port.NOW));
    }

    @Test
    void anExpiredCharterIsBelievedInNothing() {
        refused(
                Refusal.CHARTER_EXPIRED,
                () -> ClearanceReader.of(charter, Instant.parse("2027-01-01T00:00:00Z")));
    }

    @Test
    void aStageWithoutACertifierIsClearedByNobody() throws Exception {
        var port = new Port();
        port.certifierOfProd = Optional.empty();
        var none = port.charter();
        refused(Refusal.NO_CERTIFIER, () -> read(none, Port.bundle(none), Port.NOW));
    }

    @Test
    void aClearanceUnderAnotherCharterOrAnUnknownVersionDoesNotCount() throws Exception {
        var port = new Port();
        port.name = "Other";
        var other = port.charter();
        refused(Refusal.OTHER_CHARTER, () -> read(charter, Port.bundle(other), Port.NOW));
        refused(Refusal.OTHER_CHARTER, "\"version\":1", "\"version\":2");
        refused(Refusal.OTHER_CHARTER, "\"version\":1", "\"version\":0");
    }

    @Test
    void whoHadAHandInTheImageElsewhereDoesNotClearIt() throws Exception {
        refused(Refusal.NOT_APART, "\"holder\":\"ci\",\"kind\"", "\"holder\":\"cleo\",\"kind\"");
    }

    @Test
    void whoHadAHandThatWasNotCountedDoesNotClearItEither() throws Exception {
        refused(
                Refusal.NOT_APART,
                "{\"holder\":\"ci\",\"role\":\"build\"}",
                "{\"holder\":\"cleo\",\"role\":\"build\"}");
    }

    @Test
    void aCertifierOfSomeRepositoriesClearsForThoseAlone() throws Exception {
        var port = new Port();
        port.certifierRepositories = set("registry.example/shop/*");
        var narrow = port.charter();
        var said = Port.statement(narrow);
        read(narrow, Port.bundle(narrow), Port.NOW);
        for (var audience :
                List.of(
                        "[]",
                        "[\"registry.example/*\"]",
                        "[\"registry.example/other/db\"]",
                        "[\"registry.example/shop/*\",\"registry.example/other/db\"]")) {
            refused(
                    Refusal.OTHER_REPOSITORY,
                    () ->
                            read(
                                    narrow,
                                    signed(
                                            said,
                                            text ->
                                                    replaced(
                                                            text,
                                                            "[\"registry.example/shop/*\"]",
                                                            audience),
                                            Port.CLEO),
                                    Port.NOW));
        }
    }

    @Test
    void whatHasFailedOrIsNoClearanceIsNone() throws Exception {
        refused(Refusal.SAYS_FAILED, "\"PASSED\"", "\"FAILED\"");
        refused(Refusal.NOT_A_CLEARANCE, "tidewaiter_clearance", "other");
        var said = Port.statement(charter).unsigned();
        refused(
                Refusal.NOT_A_CLEARANCE,
                () ->
                        read(
                                Port.bundle(
                                        new NewStatement(
                                                said.images(),
                                                "",
                                                "https://slsa.dev/verification_summary/v0.2",
                                                said.annotations(),
                                                said.predicate()),
                                        Port.CLEO)));
    }

    @Test
    void whatIsSaidOfTheSubjectsMustBeSaidOfTheWhole() {
        var said = Port.statement(charter).unsigned();
        var annotations = new TreeMap<>(said.annotations());
        annotations.put("stage", "dev");
        var dev =
                new NewStatement(
                        said.images(), "", said.predicateType(), annotations, said.predicate());
        refused(Refusal.OTHER_STAGE, () -> read(Port.bundle(dev, Port.CLEO)));
        var bare =
                new NewStatement(
                        said.images(), "", said.predicateType(), new TreeMap<>(), said.predicate());
        refused(Refusal.OTHER_STAGE, () -> read(Port.bundle(bare, Port.CLEO)));
    }

    @Test
    void timesMustBeInOrder() throws Exception {
        refused(
                Refusal.OUT_OF_ORDER,
                "\"notBefore\":\"2026-05-01T00:00:00Z\"",
                "\"notBefore\":\"2026-04-30T23:59:59Z\"");
        refused(
                Refusal.OUT_OF_ORDER,
                "\"expires\":\"2026-05-08T00:00:00Z\"",
                "\"expires\":\"2026-05-01T00:00:00Z\"");
        refused(Refusal.OUT_OF_ORDER, "2026-05-22T00:00:00Z", "2026-05-07T00:00:00Z");
        refused(Refusal.OUT_OF_ORDER, "2026-05-22T00:00:00Z", "2036-05-07T00:00:00Z");
        refused(
                Refusal.WRONG_PART,
                "\"notBefore\":\"2026-05-01T00:00:00Z\"",
                "\"notBefore\":\"2026-05-01T00:00:00+00:00\"");
    }

    @Test
    void whatRestsOnAWaiverEndsWithItsLastDay() throws Exception {
        read(signed(text -> replaced(text, "2026-06-01", "2026-05-07")));
        refused(Refusal.OUT_OF_ORDER, "2026-06-01", "2026-05-06");
        refused(Refusal.OUT_OF_ORDER, "2026-06-01", "2026-04-30");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() throws Exception {
        refused(Refusal.UNKNOWN_PART, "\"epoch\":3", "\"epoch\":3,\"except\":\"x\"");
        refused(Refusal.WRONG_PART, "\"epoch\":3", "\"epoch\":-3");
        refused(Refusal.WRONG_PART, "[\"registry.example/shop/*\"]", "[\"Registry*\"]");
        refused(Refusal.MISSING_PART, "\"epoch\":3,", "");
        refused(
                Refusal.AMBIGUOUS_NAME,
                "\"verificationResult\":\"PASSED\"",
                "\"verificationResult\":\"PASSED\",\"VerificationResult\":\"FAILED\"");
    }

    @Test
    void oneChangedByteOfWhatIsSignedIsNoticed() throws Exception {
        var text = new String(Port.bundle(charter), UTF_8);
        int payload = text.indexOf("\"payload\": \"") + 40;
        var changed = new StringBuilder(text);
        changed.setCharAt(payload, changed.charAt(payload) == 'A' ? 'B' : 'A');
        refused(Refusal.UNKNOWN_KEY, () -> read(changed.toString().getBytes(UTF_8)));
    }

    @Test
    void tooManyBytesAreNotLookedAt() {
        refused(Refusal.TOO_LARGE, () -> read(new byte[ClearanceReader.MAX_BYTES + 1]));
    }
}
