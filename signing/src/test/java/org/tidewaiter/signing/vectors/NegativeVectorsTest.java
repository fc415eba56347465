package org.tidewaiter.signing.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.testkit.signing.TestKey;

class NegativeVectorsTest {
    private static final TestKey KEY = TestKey.p256();
    private static final TestKey OTHER = TestKey.p256();

    static Stream<Vector> vectors() {
        return Stream.of(
                        StatementVectors.all(),
                        EnvelopeVectors.all(),
                        BundleVectors.all(),
                        SimpleVectors.all(),
                        KeyVectors.all())
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatWasChangedIsRefusedAndItsTwinIsNot(Vector vector) {
        var twin = new Crafting(vector.shape(), KEY, vector.twin());
        assertThat(twin.check(OTHER, KEY)).isInstanceOf(EvidenceCheck.Verified.class);

        var check = twin.with(List.of(vector.mutation())).check(OTHER, KEY);
        assertThat(check)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.refusal())
                                        .as("with detail '%s'", rejected.detail())
                                        .isEqualTo(vector.refusal()));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatAnotherKeySignedIsRefused(Shape shape) {
        for (var pair : pairs()) {
            var made = new Crafting(shape, pair.getFirst(), List.of());
            assertThat(made.check(pair.getFirst())).isInstanceOf(EvidenceCheck.Verified.class);
            assertThat(made.check(pair.getLast()))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected ->
                                    assertThat(rejected.refusal()).isEqualTo(Refusal.UNKNOWN_KEY));
            assertThat(made.check())
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected ->
                                    assertThat(rejected.refusal()).isEqualTo(Refusal.UNKNOWN_KEY));
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(Shape.values());
    }

    /// Two of each kind.
    private static List<List<TestKey>> pairs() {
        return List.of(
                List.of(KEY, OTHER),
                List.of(P384, TestKey.p384()),
                List.of(TestKey.p521(), TestKey.p521()),
                List.of(RSA, RSA_TOO),
                List.of(TestKey.ed25519(), TestKey.ed25519()));
    }

    private static final TestKey P384 = TestKey.p384();
    private static final TestKey RSA = TestKey.rsa(2048);
    private static final TestKey RSA_TOO = TestKey.rsa(2048);

    @Test
    void thereAreManyAndTheyHaveManyReasons() {
        assertThat(vectors().count()).isGreaterThan(300);
        assertThat(vectors().map(Vector::toString)).doesNotHaveDuplicates();
    }

    /// Those of OpenPGP, and of what is found and not signed, have tests of their own.
    @Test
    void everyRefusalHasATest() throws IOException {
        var others = new StringBuilder();
        try (var sources = Files.walk(Path.of("src/test/java"))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                others.append(Files.readString(source));
            }
        }
        var reasons = EnumSet.allOf(Refusal.class);
        vectors().map(Vector::refusal).forEach(reasons::remove);
        assertThat(reasons)
                .isNotEmpty()
                .allMatch(
                        reason ->
                                others.indexOf(reason.name()) >= 0
                                        || others.indexOf(reason.code()) >= 0,
                        "is the outcome of a test");
    }
}
