package org.tidewaiter.signing.clearance;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.make.NewBundle;
import org.tidewaiter.signing.statement.Statement;
import org.tidewaiter.testkit.Damage;

/// Whatever the bytes are, they are read or refused.
class ClearanceFuzzTest {
    private static final SignedCharter CHARTER = charter();

    private static SignedCharter charter() {
        try {
            return new Port().charter();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<byte[]> bundles() {
        return Damage.versions(Port.bundle(CHARTER));
    }

    @FuzzTest
    @MethodSource("bundles")
    void aBundleIsReadOrRefused(byte[] bundle) {
        try {
            var clearance = ClearanceReader.of(CHARTER, Port.NOW).read(bundle);
            assertThat(clearance.certifier()).isEqualTo("cleo");
        } catch (RefusedException _) {
            // refused
        }
    }

    static Stream<byte[]> statements() {
        return Damage.versions(
                NewBundle.of(Port.statement(CHARTER).unsigned(), Port.CLEO).envelope().statement());
    }

    /// As if a certifier had signed it.
    @FuzzTest
    @MethodSource("statements")
    void aStatementIsReadOrRefused(byte[] statement) {
        try {
            var said =
                    ClearancePredicate.read(
                            Statement.parse("application/vnd.in-toto+json", statement));
            assertThat(said.subjects()).isNotEmpty();
            assertThat(said.expires()).isAfter(said.issued());
        } catch (RefusedException _) {
            // refused
        }
    }

    static Stream<byte[]> heads() {
        var head =
                new Head(
                        "registry.example/db",
                        "prod",
                        7,
                        Port.NOW,
                        Port.NOW.plusSeconds(60),
                        2,
                        List.of(
                                new Head.Withdrawn(
                                        new TreeSet<>(List.of(Port.IMAGE)), Port.NOW, "why")),
                        List.of(),
                        "cleo");
        return Damage.versions(HeadFile.sign(head, CHARTER.id(), Port.CLEO));
    }

    @FuzzTest
    @MethodSource("heads")
    void aHeadIsReadOrRefused(byte[] file) {
        try {
            var head = HeadFile.read(file, CHARTER, Port.NOW);
            assertThat(head.certifier()).isEqualTo("cleo");
            assertThat(HeadFile.digest(file)).isEqualTo(HeadFile.digest(file));
        } catch (RefusedException _) {
            // refused
        }
    }

    static Stream<byte[]> words() throws RefusedException {
        var word = BreakGlassFile.of(BreakGlassFileTest.terms(CHARTER));
        for (SigningKey key : List.of(Port.ANN, Port.BOB)) {
            word = word.signedBy(key);
        }
        return Damage.versions(word.write());
    }

    @FuzzTest
    @MethodSource("words")
    void aWordOfSeveralPeopleIsReadOrRefused(byte[] file) {
        try {
            var word = BreakGlassFile.read(file).verify(CHARTER, Port.NOW);
            assertThat(word.holders()).containsExactly("ann", "bob");
            assertThat(word.id()).isNotEqualTo(VerifiedBytes.sha256(file));
        } catch (RefusedException _) {
            // refused
        }
    }
}
