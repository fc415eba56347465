package org.tidewaiter.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.cli.ExitCodes;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.OciLayouts;
import org.tidewaiter.testkit.image.TarBuilder;

/// Charters on a registry that knows no lists of referrers, and without any network.
class CharterIT {
    private static final String LAYOUT = "oci:layout:1";
    private static final String CUT_OFF = "unshare --net ";

    @TempDir private Path folder;

    @BeforeEach
    void anImageAndACharter() throws Exception {
        Files.createSymbolicLink(folder.resolve("tidewaiter"), Program.ROOT.resolve("tidewaiter"));
        OciLayouts.layout().image(image(), "1").write(folder.resolve("layout"));
        passed("./tidewaiter charter init --name acme --role build --role release");
    }

    private static BuiltImage image() {
        return ImageBuilder.image().layer(TarBuilder.tar().file("app", "app")).build();
    }

    private String push(LoopbackRegistry registry) throws Exception {
        return registry.push("oci:%s/layout:1".formatted(folder), "shop/app:1");
    }

    private Program.Result run(String line) throws Exception {
        var state = folder.resolve("state").toString();
        return Program.inShell(folder, Map.of("XDG_STATE_HOME", state), line);
    }

    private String passed(String line) throws Exception {
        return run(line).passed();
    }

    @Test
    void whatIsReleasedInARegistryPasses() throws Exception {
        try (var registry = LoopbackRegistry.start(folder)) {
            var name = push(registry);
            passed("./tidewaiter sign --key acme-build.key " + name);
            passed("./tidewaiter verify --charter acme.charter --stage dev " + name);

            var refused = run("./tidewaiter verify --charter acme.charter --stage prod " + name);
            assertThat(refused.status()).isEqualTo(ExitCodes.REFUSED);
            assertThat(refused.out()).contains("\nprod: refused: release is missing (1 of 1)\n");

            passed("./tidewaiter sign --key acme-release.key " + name);
            passed("./tidewaiter verify --charter acme.charter --stage prod " + name);
        }
    }

    @Test
    void withTheNetworkCutOffALayoutIsVerified() throws Exception {
        passed("./tidewaiter sign --key acme-build.key " + LAYOUT);
        passed("./tidewaiter sign --key acme-release.key " + LAYOUT);

        for (var by : List.of("--charter acme.charter --stage prod", "--key acme-release.pub")) {
            passed(CUT_OFF + "./tidewaiter verify %s %s".formatted(by, LAYOUT));
        }
    }

    /// So that it is known that the network is cut off there.
    @Test
    void withTheNetworkCutOffARegistryIsNotReached() throws Exception {
        try (var registry = LoopbackRegistry.start(folder)) {
            var name = push(registry);
            passed("./tidewaiter sign --key acme-build.key " + name);
            var verify = "./tidewaiter verify --key acme-build.pub " + name;
            passed(verify);
            assertThat(run(CUT_OFF + verify).status()).isEqualTo(ExitCodes.PROBLEM);
        }
    }
}
