package org.tidewaiter.signing.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.charter.Charters.ANA;
import static org.tidewaiter.signing.charter.Charters.BOB;
import static org.tidewaiter.signing.charter.Charters.ISSUED;
import static org.tidewaiter.signing.charter.Charters.first;
import static org.tidewaiter.signing.charter.Charters.signed;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.VerificationKey;

class CharterDraftTest {
    /// Which gives Ana's key, whatever the file.
    static final KeySource FILES =
            new KeySource() {
                @Override
                public List<VerificationKey> keys(String file, String where) {
                    return List.of(ANA.publicKey());
                }

                @Override
                public List<byte[]> certificates(String file, String where) {
                    return List.of();
                }
            };

    @Test
    void whatIsWrittenIsReadAsItWas() throws Exception {
        var text = CharterDraft.write(first(), Map.of(ANA.publicKey(), "ana.pub"));

        assertThat(text)
                .contains("\nname: Acme\nversion: 1\nissued: 2026-01-01T00:00:00Z\n")
                .contains("  ana:\n    keys:\n      - file: ana.pub\n")
                .contains("  bob:\n    keys:\n      - |\n        -----BEGIN PUBLIC KEY-----\n")
                .contains("  holders: [ana, bob, eva]\n  threshold: 2\n")
                .contains("  prod:\n    roles: [build, release]\n    covers: either\n");
        assertThat(read(text)).isEqualTo(first());
    }

    @Test
    void whatMayBeLeftOutHasWhatIsUsual() throws Exception {
        var charter =
                read(
                        """
                        name: acme
                        version: 1
                        expires: 2027-01-01
                        owners: {holders: [ana]}
                        holders: {ana: {keys: [{file: x}]}}
                        roles: {build: {holders: [ana], says: [signature]}}
                        stages: {dev: {roles: [build]}}
                        """);
        assertThat(charter.issued()).isEqualTo(ISSUED);
        assertThat(charter.owners().threshold()).isEqualTo(1);
        assertThat(charter.roles().values()).extracting(Role::threshold).containsExactly(1);
        assertThat(charter.stages().values())
                .extracting(Stage::covers)
                .containsExactly(Stage.Covers.EITHER);
    }

    @Test
    void theNextVersionNamesTheOneBefore() throws Exception {
        var one = signed(first(), ANA, BOB);
        var next = read(CharterDraft.ofNext(one));
        assertThat(next.version()).isEqualTo(2);
        assertThat(next.previous()).contains(one.versions().getFirst().digest());
        assertThat(next.roles()).isEqualTo(first().roles());
    }

    @Test
    void aKindOfEvidenceThatThereIsNotIsSaid() {
        var text = CharterDraft.write(first(), Map.of()).replace("provenance", "provenence");
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "roles.build.says: there is no kind of evidence 'provenence'");
    }

    private static Charter read(String text) throws RefusedException {
        return CharterDraft.read(text.getBytes(StandardCharsets.UTF_8), FILES, ISSUED);
    }
}
