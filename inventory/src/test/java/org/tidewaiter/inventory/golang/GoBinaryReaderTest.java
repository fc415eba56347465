package org.tidewaiter.inventory.golang;

import static java.nio.ByteBuffer.wrap;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.testkit.packages.GoBinary.goBinary;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.NameSet;
import org.tidewaiter.model.Observation.CodeSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.testkit.Damage;
import org.tidewaiter.testkit.packages.GoBinary;
import org.tidewaiter.testkit.packages.GoFunctions;

class GoBinaryReaderTest {
    private static final GoFunctions OLD =
            new GoFunctions(GoFunctions.GO_1_2, ByteOrder.LITTLE_ENDIAN, 1, Long.BYTES);

    @Test
    void aProgramHasItsModulesAndTheStandardLibrary() {
        assertThat(
                        packages(
                                goBinary("go1.22.3")
                                        .main("github.com/foo/bar", "v1.2.3")
                                        .dep("golang.org/x/net", "v0.17.0")
                                        .dep("gopkg.in/yaml.v3", "v3.0.1")))
                .containsExactly(
                        "pkg:golang/stdlib@1.22.3",
                        "pkg:golang/github.com/foo/bar@v1.2.3",
                        "pkg:golang/golang.org/x/net@v0.17.0",
                        "pkg:golang/gopkg.in/yaml.v3@v3.0.1");
    }

    @Test
    void aModuleBuiltFromAWorkingTreeHasNoVersion() {
        assertThat(packages(goBinary("go1.22.3").main("example.org/app", "(devel)")))
                .contains("pkg:golang/example.org/app");
    }

    @Test
    void aProgramOfAWorkingTreeHasTheVersionThatItWasLinkedWith() {
        assertThat(linked("-s -X main.commit=1.2.3 -X main.version=v1.4.0 -w"))
                .contains("pkg:golang/example.org/app@v1.4.0");
        assertThat(linked("-X 'example.org/app/internal/info.gitVersion=1.4.0-rc.1'"))
                .contains("pkg:golang/example.org/app@v1.4.0-rc.1");
        assertThat(linked("-X github.com/prometheus/common/version.Version=2.1.0"))
                .contains("pkg:golang/example.org/app@v2.1.0");
    }

    @Test
    void whatAnotherModuleOrACommitIsLinkedWithIsNotItsVersion() {
        assertThat(linked("-X example.org/other/version.Version=1.7.2"))
                .contains("pkg:golang/example.org/app");
        assertThat(linked("-X main.version=v1.4.0-5-g0123abc"))
                .contains("pkg:golang/example.org/app");
        assertThat(linked("-X main.goVersion=1.22.3")).contains("pkg:golang/example.org/app");
    }

    private static List<String> linked(String flags) {
        return packages(
                goBinary("go1.22.3")
                        .main("example.org/app", "(devel)")
                        .line("build\t-ldflags=\"" + flags + "\""));
    }

    @Test
    void aReplacedModuleIsItsReplacement() {
        assertThat(
                        packages(
                                goBinary("go1.22.3")
                                        .main("example.org/app", "v1.0.0")
                                        .dep("example.org/old", "v1.0.0")
                                        .replacedBy("example.org/fork", "v1.0.1")))
                .containsExactly(
                        "pkg:golang/stdlib@1.22.3",
                        "pkg:golang/example.org/app@v1.0.0",
                        "pkg:golang/example.org/fork@v1.0.1");
    }

    @Test
    void aModuleReplacedByAFolderHasNoVersion() {
        assertThat(
                        packages(
                                goBinary("go1.22.3")
                                        .dep("example.org/old", "v1.0.0")
                                        .line("=>\t./old\t\t")))
                .contains("pkg:golang/example.org/old");
    }

    @Test
    void aProgramBuiltWithoutModulesHasTheStandardLibrary() {
        assertThat(packages(goBinary("go1.22.3"))).containsExactly("pkg:golang/stdlib@1.22.3");
    }

    @Test
    void theOlderFormWithPointersIsReadFromTheWholeFile() {
        assertThat(packages(goBinary("go1.17.5").main("example.org/app", "v1.0.0").withPointers()))
                .containsExactly("pkg:golang/stdlib@1.17.5", "pkg:golang/example.org/app@v1.0.0");
    }

    @Test
    void ofALargeProgramOfTheOlderFormTheModulesAreRead() {
        var bytes = goBinary("go1.17.5").main("example.org/app", "v1.0.0").withPointers().bytes();
        var reading =
                new GoBinaryReader()
                        .read(
                                new ClaimedFile(
                                        "app",
                                        bytes.length,
                                        0755,
                                        Arrays.copyOf(bytes, 0x1000),
                                        windows(bytes)));
        assertThat(purls(reading)).containsExactly("pkg:golang/example.org/app@v1.0.0");
        assertThat(reading.gaps())
                .containsExactly("the program is too large to find the version of Go in it");
    }

    @Test
    void theMarkInReadOnlyDataIsNotBelieved() {
        var inner = new String(goBinary("go1.99.0").bytes(), ISO_8859_1);
        assertThat(packages(goBinary("go1.22.3").withReadOnlyText(inner.substring(0x2000, 0x2080))))
                .containsExactly("pkg:golang/stdlib@1.22.3");
    }

    @Test
    void theMarkWithoutAGoVersionIsNotBelieved() {
        assertThat(read(goBinary("nonsense").bytes())).isEqualTo(Reading.NOTHING);
        assertThat(read(goBinary("nonsense").withPointers().bytes())).isEqualTo(Reading.NOTHING);
    }

    @Test
    void aListThatIsCutOffIsAGap() {
        var bytes = goBinary("go1.22.3").main("example.org/app", "v1.0.0").bytes();
        var reading = read(Arrays.copyOf(bytes, 0x2000 + 32 + 20));
        assertThat(purls(reading)).containsExactly("pkg:golang/stdlib@1.22.3");
        assertThat(reading.gaps()).containsExactly("the list of modules is cut off");
    }

    @Test
    void aBrokenLineIsAGapAndTheRestIsRead() {
        var reading =
                read(
                        goBinary("go1.22.3")
                                .line("dep\tonly")
                                .line("=>\tx\tv1\t")
                                .dep("example.org/lib", "v1.0.0")
                                .bytes());
        assertThat(purls(reading)).contains("pkg:golang/example.org/lib@v1.0.0");
        assertThat(reading.gaps())
                .containsExactly(
                        "a module without a path and a version", "a replacement without a module");
    }

    @Test
    void aProgramHasItsFunctionsAndItsOwnUnderTheirFullPath() {
        var program =
                goBinary("go1.22.3")
                        .main("example.org/app", "v1.0.0")
                        .withFunctions("net/http.(*Client).Do", "main.run");

        assertThat(code(read(program.bytes())))
                .isEqualTo(
                        new CodeSeen(
                                "",
                                "linux/amd64",
                                true,
                                NameSet.of(
                                        List.of(
                                                "net/http",
                                                "net/http.Client",
                                                "net/http.Client.Do",
                                                "example.org/app",
                                                "example.org/app.run"))));
    }

    @Test
    void aTableThatIsCutOffOrOfAnOldGoIsNotComplete() {
        var today = goBinary("go1.22.3").withFunctions("net/http.Get", "net/http.Post");
        var cutOff = windows(today.bytes()).stream().map(one -> cut(one, 90)).toList();
        var old =
                goBinary("go1.15.2")
                        .withPointers()
                        .withReadOnlyText(new String(OLD.of("net/http.Get"), ISO_8859_1));

        var ofCutOff =
                code(
                        new GoBinaryReader()
                                .read(new ClaimedFile("app", 1, 0755, today.bytes(), cutOff)));
        assertThat(ofCutOff.complete()).isFalse();
        assertThat(ofCutOff.names().contains("net/http.Get")).isTrue();
        assertThat(ofCutOff.names().contains("net/http.Post")).isFalse();
        assertThat(code(read(old.bytes())).complete()).isFalse();
        assertThat(code(read(old.bytes())).names().contains("net/http.Get")).isTrue();
    }

    @Test
    void aProgramThatMayHaveMoreTablesThanWereGivenIsNotComplete() {
        var bytes = goBinary("go1.22.3").withFunctions("net/http.Get").bytes();

        assertThat(code(withMore(bytes, GoBinaryReader.MODULES)).complete()).isTrue();
        assertThat(code(withMore(bytes, GoBinaryReader.MODULES + 1)).complete()).isFalse();
    }

    /// @param anchor of which there are more than the windows
    private static Reading withMore(byte[] bytes, int anchor) {
        return new GoBinaryReader()
                .read(
                        new ClaimedFile(
                                "app",
                                bytes.length,
                                0755,
                                wrap(bytes),
                                windows(bytes),
                                Set.of(anchor),
                                Map.of()));
    }

    private static Window cut(Window window, int length) {
        return new Window(
                window.offset(),
                window.anchor(),
                Arrays.copyOf(window.bytes(), Math.min(window.bytes().length, length)));
    }

    @Test
    void aProgramWithoutATableOfFunctionsSaysNothingOfThem() {
        assertThat(read(goBinary("go1.22.3").main("example.org/app", "v1.0.0").bytes()))
                .extracting(Reading::observations, as(InstanceOfAssertFactories.LIST))
                .hasOnlyElementsOfType(PackageSeen.class);
    }

    @Test
    void aTableWithoutBuildInformationIsNobodys() {
        assertThat(read(GoFunctions.TODAY.of("net/http.Get"))).isEqualTo(Reading.NOTHING);
    }

    @Test
    void theTargetIsThatOfTheHeaders() {
        assertThat(Target.of(wrap(goBinary("go1.22.3").bytes()))).isEqualTo("linux/amd64");
        assertThat(Target.of(wrap(portableExecutable()))).isEqualTo("windows/amd64");
        assertThat(Target.of(wrap(machO()))).isEqualTo("darwin/arm64");
        assertThat(Target.of(wrap(new byte[] {'M', 'Z'}))).isEmpty();
        assertThat(Target.of(wrap(elf(200, 62)))).isEqualTo("/amd64");
        assertThat(Target.of(wrap(elf(200, 9_999)))).isEmpty();
    }

    private static CodeSeen code(Reading reading) {
        return reading.observations().stream()
                .filter(CodeSeen.class::isInstance)
                .map(CodeSeen.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSegmentsOfWindowsAndMacProgramsAreKnown() {
        assertThat(Segment.all(wrap(portableExecutable())))
                .containsExactly(new Segment(0x401000, 0x400, 0x200, true));
        assertThat(Segment.all(wrap(machO())))
                .containsExactly(new Segment(0x1000, 0x400, 0x200, true));
    }

    @FuzzTest
    @MethodSource("seeds")
    void anyBytesAreRead(byte[] bytes) {
        read(bytes);
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        goBinary("go1.22.3").main("example.org/app", "v1.0.0").bytes(),
                        goBinary("go1.22.3").withFunctions("net/http.Get", "a/b.F").bytes(),
                        goBinary("go1.17").main("example.org/app", "v1.0.0").withPointers().bytes(),
                        portableExecutable(),
                        machO())
                .flatMap(Damage::versions);
    }

    private static byte[] elf(int system, int processor) {
        var file = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 0x464c457f).put(7, (byte) system).putShort(18, (short) processor);
        return file.array();
    }

    private static byte[] portableExecutable() {
        var file = ByteBuffer.allocate(0x200).order(ByteOrder.LITTLE_ENDIAN);
        file.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3c, 0x40);
        file.putInt(0x40, 0x4550)
                .putShort(0x44, (short) 0x8664)
                .putShort(0x46, (short) 1)
                .putShort(0x54, (short) 112);
        file.putShort(0x58, (short) 0x20b).putLong(0x58 + 24, 0x400000);
        int section = 0x58 + 112;
        file.putInt(section + 12, 0x1000).putInt(section + 16, 0x200);
        file.putInt(section + 20, 0x400).putInt(section + 36, 0xc0000040);
        return file.array();
    }

    private static byte[] machO() {
        var file = ByteBuffer.allocate(0x200).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 0xfeedfacf).putInt(4, 0x100000c).putInt(16, 1);
        file.putInt(32, 0x19).putInt(36, 72).putLong(32 + 24, 0x1000);
        file.putLong(32 + 40, 0x400).putLong(32 + 48, 0x200).putInt(32 + 60, 3);
        return file.array();
    }

    private static List<String> packages(GoBinary program) {
        var reading = read(program.bytes());
        assertThat(reading.gaps()).isEmpty();
        return purls(reading);
    }

    private static List<String> purls(Reading reading) {
        return reading.observations().stream()
                .map(one -> ((PackageSeen) one).purl().toString())
                .toList();
    }

    private static Reading read(byte[] bytes) {
        return new GoBinaryReader()
                .read(new ClaimedFile("app", bytes.length, 0755, bytes, windows(bytes)));
    }

    /// As the pass finds them.
    private static List<Window> windows(byte[] bytes) {
        var claims = new GoBinaryReader().claims();
        var windows = new ArrayList<Window>();
        for (int at = 0; at < bytes.length; at++) {
            for (int anchor = 0; anchor < claims.anchors().size(); anchor++) {
                var wanted = claims.anchors().get(anchor).bytes().toArray();
                int end = Math.min(bytes.length, at + wanted.length);
                if (Arrays.equals(bytes, at, end, wanted, 0, wanted.length)) {
                    int to =
                            Math.min(bytes.length, at + claims.anchors().get(anchor).windowBytes());
                    windows.add(new Window(at, anchor, Arrays.copyOfRange(bytes, at, to)));
                }
            }
        }
        return windows;
    }
}
