package org.tidewaiter.signing.containerpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.testkit.Damage;

class ContainerPolicyFuzzTest {
    static Stream<byte[]> policies() {
        return Stream.of(ContainerPolicyTest.EVERYTHING.getBytes(StandardCharsets.UTF_8))
                .flatMap(Damage::versions);
    }

    @FuzzTest
    @MethodSource("policies")
    void anyPolicyIsRefusedOrReadAsItIsWritten(byte[] bytes) throws Exception {
        ContainerPolicy policy;
        try {
            policy = ContainerPolicy.parse(bytes);
        } catch (RefusedException _) {
            return;
        }
        var written = policy.toJson();
        assertThat(ContainerPolicy.parse(written).toJson()).isEqualTo(written);
    }
}
