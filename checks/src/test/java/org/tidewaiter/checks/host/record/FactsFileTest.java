package org.tidewaiter.checks.host.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.host.FakeHost;
import org.tidewaiter.checks.host.Host;

class FactsFileTest {
    private static String text(Facts facts) {
        var out = new ByteArrayOutputStream();
        FactsFile.write(facts, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Facts facts(String text) throws MalformedFactsException {
        return FactsFile.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Host host() {
        return new FakeHost()
                .file("/etc/passwd", "root:x:0:0\n\u0000\u2028")
                .link("/etc/link", "/etc/passwd")
                .socket("/run/s", 0660, 0, 998)
                .engine("/info", "{\"a\":[1,2.50,null,true]}")
                .command("auditctl -l", 3, "No rules\n")
                .cannotTell("/secret", "permission denied");
    }

    private static void askAll(Host host) {
        host.text("/etc/passwd");
        host.text("/none");
        host.text("/secret");
        host.stat("/run/s");
        host.stat("/etc/link");
        host.lstat("/etc/link");
        host.names("/etc");
        host.engine("/info");
        host.engine("/none");
        host.command(List.of("auditctl", "-l"));
        host.command(List.of("other"));
    }

    @Test
    void whatAHostAnsweredItAnswersAgain() throws Exception {
        var recording = new RecordingHost(host());
        askAll(recording);
        var again = new RecordedHost(facts(text(recording.facts())));

        assertThat(again.name()).isEqualTo("fake");
        assertThat(again.isRunning()).isTrue();
        assertThat(again.asked()).isEqualTo(host().asked());
        assertThat(again.text("/etc/passwd")).isEqualTo(host().text("/etc/passwd"));
        assertThat(again.text("/none")).isEqualTo(host().text("/none"));
        assertThat(again.text("/secret")).isEqualTo(host().text("/secret"));
        assertThat(again.stat("/run/s")).isEqualTo(host().stat("/run/s"));
        assertThat(again.stat("/etc/link")).isEqualTo(host().stat("/etc/link"));
        assertThat(again.lstat("/etc/link")).isEqualTo(host().lstat("/etc/link"));
        assertThat(again.names("/etc")).isEqualTo(host().names("/etc"));
        assertThat(again.engine("/info")).isEqualTo(host().engine("/info"));
        assertThat(again.engine("/none")).isEqualTo(host().engine("/none"));
        assertThat(again.command(List.of("auditctl", "-l")))
                .isEqualTo(host().command(List.of("auditctl", "-l")));
    }

    @Test
    void theSameFactsAreTheSameBytesInWhateverOrderTheyWereAskedFor() throws Exception {
        var one = new RecordingHost(host());
        askAll(one);
        var other = new RecordingHost(host());
        other.command(List.of("other"));
        other.names("/etc");
        askAll(other);
        assertThat(text(other.facts())).isEqualTo(text(one.facts()));
        assertThat(text(facts(text(one.facts())))).isEqualTo(text(one.facts()));
    }

    @Test
    void whatWasNotAskedIsNotKnownAndNotAbsent() throws Exception {
        var nothing = new RecordedHost(new RecordingHost(host()).facts());
        assertThat(nothing.stat("/etc/passwd").unknown()).contains("it was not recorded");
        assertThat(nothing.command(List.of("auditctl", "-l")).unknown())
                .contains("it was not recorded");
    }

    @Test
    void valuesOfEnvironmentsAndWordsOfOtherProgramsAreNotRecorded() {
        var recording =
                new RecordingHost(
                        new FakeHost()
                                .process(1, 0, "/usr/bin/dockerd", "--icc=false")
                                .process(2, 0, "mysql", "--password=hunter2")
                                .engine(
                                        "/c",
                                        "{\"Config\":{\"Env\":[\"A=hunter2\",\"B=\",\"C\",\"D=true\",\"E=https://u:hunter2@h\"]}}"));
        assertThat(recording.text("/proc/1/cmdline").known())
                .hasValue("/usr/bin/dockerd\0--icc=false\0");
        assertThat(recording.text("/proc/2/cmdline").known()).hasValue("mysql\0");
        assertThat(recording.engine("/c").known().orElseThrow().get("Config").get("Env").items())
                .extracting(item -> item.text().orElseThrow())
                .containsExactly("A=***", "B=", "C", "D=true", "E=https://***");
        assertThat(text(recording.facts())).doesNotContain("hunter2");
    }

    private static final String START =
            "{\"schema\":\"tidewaiter-host-facts-1\",\"asked\":\"2026-11-24T12:00:00Z\",\"answers\":[";
    private static final String OF_A = "{\"ask\":\"text\",\"of\":[\"/a\"]";

    static Stream<Arguments> noFacts() {
        return Stream.of(
                arguments("[]", "'schema' is not tidewaiter-host-facts-1"),
                arguments("{\"schema\":\"tidewaiter-host-facts-2\"}", "'schema' is not"),
                arguments(
                        START.replace("2026-11-24T12:00:00Z", "today") + "]}",
                        "'asked' is no time"),
                arguments(START + "{}]}", "answers[0] has no question"),
                arguments(START + "{\"ask\":\"text\",\"of\":[1]}]}", "answers[0] has no question"),
                arguments(START + OF_A + "}]}", "answers[0] has no answer"),
                arguments(
                        START + OF_A + ",\"value\":1}]}",
                        "answers[0].value is no answer to 'text'"),
                arguments(
                        START + "{\"ask\":\"stat\",\"of\":[\"/a\"],\"value\":{\"mode\":\"999\"}}]}",
                        "answers[0].value is no answer to 'stat'"),
                arguments(
                        START + OF_A + ",\"absent\":true}," + OF_A + ",\"value\":\"\"}]}",
                        "answers[1] was answered before"),
                arguments("{\"schema\":", "line"));
    }

    @ParameterizedTest
    @MethodSource("noFacts")
    void aFileThatHoldsNoFactsIsRefused(String text, String why) {
        assertThatThrownBy(() -> facts(text))
                .isInstanceOf(MalformedFactsException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aFileThatIsTooLongOrTooDeepIsRefused() {
        assertThatThrownBy(() -> FactsFile.read(new byte[FactsFile.MAX_BYTES + 1]))
                .isInstanceOf(MalformedFactsException.class)
                .hasMessageContaining("more than");
        assertThatThrownBy(() -> facts("[".repeat(100_000)))
                .isInstanceOf(MalformedFactsException.class);
    }
}
