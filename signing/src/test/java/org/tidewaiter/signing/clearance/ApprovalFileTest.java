package org.tidewaiter.signing.clearance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.testkit.Damage;

class ApprovalFileTest {
    private static final Digest CHARTER = Digest.parse("sha256:" + "a".repeat(64)).orElseThrow();

    private static Json waiver(String reason) {
        return new JsonObject(
                Map.of("id", new JsonString("CVE-1"), "reason", new JsonString(reason)));
    }

    private static ApprovalFile signed() {
        return ApprovalFile.EMPTY
                .signedBy(Port.ANN, waiver("one"), CHARTER)
                .signedBy(Port.BOB, waiver("two"), CHARTER);
    }

    @Test
    void signingTwiceWithOneKeyIsAsOnce() {
        var twice = signed().signedBy(Port.BOB, waiver("two"), CHARTER).write();
        assertThat(new String(twice, UTF_8).split("\"sig\"", -1)).hasSize(3);
    }

    @Test
    void whatIsWrittenIsReadAsItWas() throws Exception {
        var file = signed().write();
        assertThat(ApprovalFile.read(file).write()).isEqualTo(file);
    }

    @Test
    void whereNobodyHasSignedAWaiverThereIsNobody() throws Exception {
        var charter = new Port().charter();
        var holders =
                signed().holders(
                                waiver("three"),
                                charter.newest(),
                                charter.id(),
                                Optional.empty(),
                                Port.NOW);
        assertThat(holders).isEmpty();
    }

    @Test
    void aCharterWithoutTheRoleLetsNobodyApprove() throws Exception {
        var charter = new Port().charter();
        var file = ApprovalFile.EMPTY.signedBy(Port.ANN, waiver("one"), charter.id());
        assertThatThrownBy(() ->
                        file.holders(
                                waiver("one"),
                                charter.newest(),
                                charter.id(),
                                Optional.empty(),
                                Port.NOW))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no role 'waiver'");
    }

    @Test
    void anotherFormatIsRefused() {
        var other = new String(signed().write(), UTF_8).replace("approvals-1", "approvals-2");
        assertThatThrownBy(() -> ApprovalFile.read(other.getBytes(UTF_8)))
                .isInstanceOf(RefusedException.class);
    }

    static Stream<byte[]> files() {
        return Damage.versions(signed().write());
    }

    @FuzzTest
    @MethodSource("files")
    void aFileIsReadOrRefused(byte[] file) {
        try {
            var read = ApprovalFile.read(file);
            assertThat(ApprovalFile.read(read.write()).write()).isEqualTo(read.write());
        } catch (RefusedException _) {
            // refused
        }
    }
}
