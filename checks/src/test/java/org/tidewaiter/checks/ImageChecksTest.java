package org.tidewaiter.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.checks.ImageFixtures.Fixture;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Severity;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;
import org.tidewaiter.testkit.image.TarHeaderBytes;

class ImageChecksTest {
    static Stream<Fixture> fixtures() {
        return ImageFixtures.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void eachCheckFindsWhatItIsForAndNothingInWhatIsInOrder(Fixture fixture) {
        assertThat(ids(fixture.bad())).contains(fixture.check());
        assertThat(ids(fixture.good())).doesNotContain(fixture.check());
    }

    @Test
    void eachCheckHasItsFixtures() {
        assertThat(ImageFixtures.ALL)
                .extracting(Fixture::check)
                .containsExactlyInAnyOrderElementsOf(
                        Checks.BUILT_IN.stream()
                                .map(Check::id)
                                .filter(id -> id.startsWith("image/"))
                                .toList());
    }

    @Test
    void anImageInGoodOrderHasNoFindings() {
        var image =
                image().layer(
                                tar().file("etc/passwd", "root:x:0:0::/:\napp:x:9:9::/:\n")
                                        .file("etc/group", "root:x:0:\napp:x:9:app\n")
                                        .entry(TarHeaderBytes.of('5', "tmp/").mode(01777))
                                        .entry(ImageFixtures.owned("app", 9, 9)))
                        .runtime(
                                """
                                {"User":"app","ExposedPorts":{"8080/tcp":{}},
                                 "Env":["PATH=/usr/bin:/bin"],
                                 "Healthcheck":{"Test":["CMD","/app"]}}\
                                """);

        assertThat(Readings.findings(image)).isEmpty();
    }

    @Test
    void ofADirectoryOnlyTheFilesAreLookedAt() {
        var reading = Readings.ofDirectory(tar().file("bin/sh", new byte[] {1}, 04755));

        assertThat(ImageChecks.findings(reading, ImageSettings.NONE))
                .extracting(finding -> finding.check().id(), finding -> finding.place().layer())
                .containsExactly(tuple("image/setuid-way-to-root", OptionalInt.empty()));
    }

    @Test
    void aUserThatIsRootByAnotherNameIsRoot() {
        var passwd = tar().file("etc/passwd", "root:x:0:0::/:\ntoor:x:0:0::/:\n");

        for (var user : List.of("root", "0", "0:0", "00", "root:app", "toor")) {
            var image = image().layer(passwd).runtime("{\"User\":\"%s\"}".formatted(user));
            assertThat(ids(image)).as(user).contains("image/runs-as-root");
        }
    }

    @Test
    void aUserIsLookedUpInTheLivePasswd() {
        var image =
                image().layer(tar().file("etc/passwd", "app:x:0:0::/:\n"))
                        .layer(tar().file("etc/passwd", "app:x:9:9::/:\n"))
                        .runtime("{\"User\":\"app\"}");

        assertThat(ids(image)).doesNotContain("image/runs-as-root", "image/second-root");
    }

    @Test
    void whatALaterLayerMendedIsNotFound() {
        var image =
                image().layer(tar().file("usr/bin/find", new byte[] {1}, 04755))
                        .layer(tar().file("usr/bin/find", new byte[] {1}, 0755));

        assertThat(ids(image)).doesNotContain("image/setuid-way-to-root");
    }

    @Test
    void aWindowsImageHasNoRootAndNoSearchPathOfUnix() {
        var image =
                image().platform("windows", "amd64")
                        .runtime("{\"Env\":[\"PATH=C:\\\\Windows\"],\"User\":\"\"}");

        assertThat(ids(image)).containsExactly("image/no-healthcheck");
    }

    @Test
    void aFindingSaysWhereAndInWhichLayer() {
        var image =
                image().layer(tar().file("etc/passwd", "root:x:0:0::/:\n"))
                        .layer(
                                LayerBytes.gzip(tar().file("etc/shadow", "\nroot::1:::::\n")),
                                "ADD http://u:" + "p@example.com/a?token=x /a");

        assertThat(Readings.findings(image))
                .filteredOn(finding -> finding.check().id().matches("image/(password|add).*"))
                .extracting(
                        finding -> finding.place().words(),
                        finding -> finding.place().layer().orElse(-1),
                        Finding.Setting::message)
                .containsExactly(
                        tuple("history 2", 1, "from http://example.com/a"),
                        tuple("etc/shadow:2", 1, "root has an empty password"));
    }

    @Test
    void aDownloadThatGoesIntoAShellIsFoundHoweverItGetsThere() {
        var address = "https://example.com/x";
        for (var script :
                List.of(
                        "curl -fsSL " + address + " | sudo -E bash -s",
                        "wget -qO- " + address + " | tee x | python3 -",
                        "bash <(curl -s " + address + ")",
                        "eval \"$(curl -s " + address + ")\"",
                        "set -e; sh -c \"$(wget -qO- " + address + ")\"")) {
            for (var step : List.of("RUN /bin/sh -c ", "RUN |1 A=b /bin/sh -c ", "/bin/sh -c ")) {
                assertThat(ids(ImageFixtures.step(step + script + " # buildkit")))
                        .as(step + script)
                        .contains("image/download-into-shell");
            }
        }
    }

    @Test
    void aDownloadThatIsSavedOrReadAsDataIsNotRunAsItCame() {
        for (var script :
                List.of(
                        "curl https://example.com/x | python3 -c 'import json'",
                        "echo curl | sh",
                        "curl -o x https://example.com/x && sh x",
                        "true # curl x | sh")) {
            assertThat(ids(ImageFixtures.step("RUN /bin/sh -c " + script + " # buildkit")))
                    .as(script)
                    .doesNotContain("image/download-into-shell");
        }
    }

    @Test
    void theSocketOfAnyEngineIsNoVolume() {
        for (var socket :
                List.of("/run/docker.sock", "/run/buildkit/buildkitd.sock", "/x/dockershim.sock")) {
            assertThat(ids(ImageFixtures.settings("{\"Volumes\":{\"%s\":{}}}".formatted(socket))))
                    .as(socket)
                    .contains("image/volume-sensitive");
        }
    }

    @Test
    void variablesAreCalledLikeCredentialsAsEverywhere() {
        for (var name : List.of("GITHUB_PAT", "dbPassword", "STORAGE_ACCOUNT_KEY", "MASTER_KEY")) {
            assertThat(ids(ImageFixtures.settings("{\"Env\":[\"%s=x\"]}".formatted(name))))
                    .as(name)
                    .contains("image/secret-like-variable");
        }
        for (var name :
                List.of("TOKEN_ISSUER", "SECRET_HASH", "JWT_PUBLIC_KEY", "PASSWORD_SHA256")) {
            assertThat(ids(ImageFixtures.settings("{\"Env\":[\"%s=x\"]}".formatted(name))))
                    .as(name)
                    .doesNotContain("image/secret-like-variable");
        }
    }

    @Test
    void theHashOfAPasswordIsNeverTold() {
        var hash = "$1$" + "saltsalt$" + "0123456789abcdefghijkl";
        var findings = Readings.findings(ImageFixtures.files(shadow("app:" + hash + ":1:")));

        assertThat(findings)
                .extracting(Finding.Setting::message)
                .contains("app has one of MD5")
                .noneMatch(message -> message.contains("saltsalt"));
    }

    private static TarBuilder shadow(String lines) {
        return tar().file("etc/shadow", lines);
    }

    @Test
    void kindsOfHashesAreTold() {
        var lines =
                """
                a:%s:1:
                b:_J9..rasmBYk8r9AiWNc:1:
                c:$3$$%s:1:
                d:$sha1$1$a$%s:1:
                e:$y$j9T$a$%s:1:
                f:$2b$12$%s:1:
                """
                        .formatted(
                                "a".repeat(13),
                                "b".repeat(32),
                                "c".repeat(28),
                                "d".repeat(43),
                                "e".repeat(53));

        assertThat(Readings.findings(ImageFixtures.files(shadow(lines))))
                .filteredOn(finding -> finding.check().id().startsWith("image/password"))
                .extracting(Finding.Setting::message)
                .containsExactly(
                        "a has one of DES",
                        "b has one of DES",
                        "c has one of NT",
                        "d has one of SHA-1",
                        "e has one",
                        "f has one");
    }

    @Test
    void filesOfOneUnknownOwnerAreOneFinding() {
        var tar = tar().file("etc/passwd", "root:x:0:0::/:\n").file("etc/group", "root:x:0:\n");
        IntStream.range(0, 20).forEach(i -> tar.entry(ImageFixtures.owned("app/" + i, 7, 0)));
        tar.entry(ImageFixtures.owned("b", 0, 8));

        assertThat(Readings.findings(ImageFixtures.files(tar)))
                .filteredOn(finding -> finding.check().id().equals("image/unowned-files"))
                .extracting(finding -> finding.place().words(), Finding.Setting::message)
                .containsExactly(
                        tuple(
                                "app/0",
                                "this and 19 more belong to user 7, which the image does not know"),
                        tuple("b", "it belongs to group 8, which the image does not know"));
    }

    @Test
    void anImageWithoutUsersHasNoFilesOfUnknownOwners() {
        assertThat(ids(ImageFixtures.files(tar().entry(ImageFixtures.owned("a", 7, 7)))))
                .doesNotContain("image/unowned-files");
    }

    @Test
    void whatIsBelowAWritableFolderIsToldWithIt() {
        var tar =
                tar().entry(TarHeaderBytes.of('5', "app/").mode(0777))
                        .entry(TarHeaderBytes.of('5', "app/log/").mode(0777))
                        .file("app/log/a", new byte[] {1}, 0666)
                        .file("apple", new byte[] {1}, 0666);

        assertThat(Readings.findings(ImageFixtures.files(tar)))
                .filteredOn(finding -> finding.check().id().startsWith("image/world-writable"))
                .extracting(finding -> finding.place().words(), Finding.Setting::message)
                .containsExactly(
                        tuple("app", "its mode is 0777, as are 2 files and folders below"),
                        tuple("apple", "its mode is 0666"));
    }

    @Test
    void ofThousandsOfFilesThatAreWrongAlikeTheRestIsCounted() {
        var tar = tar();
        IntStream.range(0, 1_200).forEach(i -> tar.file("a" + i, new byte[] {1}, 04755));

        var findings =
                Readings.findings(ImageFixtures.files(tar)).stream()
                        .filter(one -> one.check().id().equals("image/setuid-unusual"))
                        .toList();

        assertThat(findings).hasSize(1_001);
        assertThat(findings)
                .extracting(Finding.Setting::message)
                .contains("this and 199 more like it");
    }

    @Test
    void aHardLinkToASetUserIdProgramIsOneToo() {
        var tar = tar().file("bin/su", new byte[] {1}, 04755).hardLink("opt/sh", "bin/su");

        assertThat(Readings.findings(ImageFixtures.files(tar)))
                .filteredOn(finding -> finding.check().id().startsWith("image/setuid"))
                .extracting(finding -> finding.place().words(), Finding::severity)
                .containsExactly(tuple("bin/su", Severity.LOW), tuple("opt/sh", Severity.HIGH));
    }

    @Test
    void aLinkedPasswdIsReadWhereTheLinkLeads() {
        var image =
                image().layer(
                                tar().file("usr/etc/users", "app:x:9:9::/:\n")
                                        .symlink("etc/passwd", "../usr/etc/users"))
                        .runtime("{\"User\":\"app\"}");

        assertThat(ids(image)).doesNotContain("image/user-unknown");
    }

    @Test
    void allFindingsAreOfLiveFilesAndSorted() {
        var findings = Readings.findings(ImageFixtures.ALL.getFirst().bad());

        assertThat(findings).allMatch(one -> one.place().presence() == Presence.LIVE);
        assertThat(findings).extracting(Finding.Setting::place).isSorted();
    }

    private static List<String> ids(ImageBuilder image) {
        return Readings.findings(image).stream().map(finding -> finding.check().id()).toList();
    }
}
