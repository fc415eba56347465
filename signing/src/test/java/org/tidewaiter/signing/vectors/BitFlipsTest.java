package org.tidewaiter.signing.vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.signing.check.EvidenceCheck;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.vectors.Crafting.Change;
import org.tidewaiter.testkit.signing.TestKey;

class BitFlipsTest {
    private static final TestKey KEY = TestKey.ed25519();

    /// Each byte of what is kept, one bit of it: it is refused, or it says exactly the same.
    @ParameterizedTest
    @EnumSource(Shape.class)
    void noBitCanBeChangedSoThatItSaysSomethingElse(Shape shape) {
        var made = new Crafting(shape, KEY, List.of());
        var said = evidence(made.check(KEY));
        int refused = 0;
        int length = made.text().length();
        for (int i = 0; i < length; i++) {
            int place = i;
            var flipped = made.with(List.of(Change.of(Stage.BYTES, text -> flipped(text, place))));
            switch (flipped.check(KEY)) {
                case Verified verified -> assertThat(same(verified.evidence(), said)).isTrue();
                case EvidenceCheck.Rejected _ -> refused++;
            }
        }
        assertThat(refused).isGreaterThan(length / 2);
    }

    private static String flipped(String text, int place) {
        var bytes = text.getBytes(ISO_8859_1);
        bytes[place] ^= (byte) (1 << (place % 8));
        return new String(bytes, ISO_8859_1);
    }

    private static Evidence evidence(EvidenceCheck check) {
        assertThat(check).isInstanceOf(Verified.class);
        return ((Verified) check).evidence();
    }

    private static boolean same(Evidence one, Evidence other) {
        return one.kind() == other.kind()
                && one.type().equals(other.type())
                && one.subject().equals(other.subject())
                && one.issuer().equals(other.issuer())
                && one.claims().equals(other.claims())
                && one.signedAt().equals(other.signedAt());
    }
}
