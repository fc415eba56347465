package org.tidewaiter.signing.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.signing.charter.Charters.ANA;
import static org.tidewaiter.signing.charter.Charters.BOB;
import static org.tidewaiter.signing.charter.Charters.EVA;
import static org.tidewaiter.signing.charter.Charters.EXPIRES;
import static org.tidewaiter.signing.charter.Charters.ISSUED;
import static org.tidewaiter.signing.charter.Charters.first;
import static org.tidewaiter.signing.charter.Charters.next;
import static org.tidewaiter.signing.charter.Charters.signed;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedCharterTest {
    @Test
    void whatIsWrittenIsReadAsItWas() throws Exception {
        var one = signed(first(), ANA, BOB);
        var two = signed(next(one), Optional.of(one), BOB, EVA);

        var read = CharterFile.read(CharterFile.write(two));

        assertThat(read.versions()).hasSize(2);
        assertThat(read.newest()).isEqualTo(next(one));
        assertThat(read.id()).isEqualTo(one.id());
        assertThat(read.versions().getLast().signers()).containsExactly("bob", "eva");
        assertThat(CharterFile.write(read)).isEqualTo(CharterFile.write(two));
    }

    @Test
    void theVersionOfATimeIsTheNewestThatWasIssuedByThen() throws Exception {
        var one = signed(first(), ANA, BOB);
        var two = signed(next(one), Optional.of(one), BOB, EVA);

        assertThat(two.at(ISSUED).version()).isEqualTo(1);
        assertThat(two.at(ISSUED.plusSeconds(86_399)).version()).isEqualTo(1);
        assertThat(two.at(ISSUED.plusSeconds(86_400)).version()).isEqualTo(2);
        assertThat(two.inForce(EXPIRES.minusSeconds(1)).version()).isEqualTo(2);
    }
}
