package org.tidewaiter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.cli.AcmePort.assertPassed;
import static org.tidewaiter.cli.AcmePort.assertRefused;
import static org.tidewaiter.cli.AcmePort.built;
import static org.tidewaiter.cli.AcmePort.pushed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.signing.clearance.ClearanceReader;
import org.tidewaiter.signing.make.NewBundle;
import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.OciRegistry;

/// Somebody who may push to the registry, or runs it, tries to get aboard what is not cleared, and
/// to keep what is from going aboard. What else is tried, and where, is in docs/attacks.md.
class AttacksTest {
    private static final String SHOP = "shop/app";
    private static final BuiltImage GOOD = built("good");
    private static final BuiltImage EVIL = built("evil");
    private static final String HEAD = "tidewaiter-head.prod";

    @TempDir private Path folder;
    private AcmePort acme;
    private OciRegistry registry;
    private String image;

    @BeforeEach
    void anImageIsCleared() throws Exception {
        acme = new AcmePort(folder);
        registry = OciRegistry.start();
        image = pushed(registry, SHOP, "1", GOOD);
        acme.sign(image);
        assertPassed(acme.clear(image, "prod", "-o", "bundle=" + acme.file("good.json")));
        assertPassed(acme.gate(image, "prod"));
    }

    @AfterEach
    void theRegistryIsClosed() {
        registry.close();
    }

    private void withdraw() {
        assertPassed(acme.withdraw(image, "prod", "--reason", "a back door"));
    }

    @Test
    void tagMovedBetweenCheckAndUse() {
        registry.image(SHOP, "1", EVIL);
        assertRefused(acme.gate(image, "prod"), "no clearance for stage prod is known");
        assertRefused(
                acme.gate(image, "prod", "--clearance", acme.file("good.json")),
                "no clearance for stage prod is known");
        assertPassed(acme.gate(registry.host() + "/" + SHOP + "@" + GOOD.digest(), "prod"));
    }

    @Test
    void aRegistryThatHidesTheClearance() {
        var other = pushed(registry, "hidden/app", "1", GOOD);
        registry.tag(SHOP, HEAD, "hidden/app", HEAD);
        assertRefused(acme.gate(other, "prod"), "no clearance for stage prod is known");
    }

    @Test
    void aRegistryThatHidesTheHead() {
        withdraw();
        registry.remove(SHOP, HEAD);
        assertRefused(acme.gate(image, "prod"), "it is not known what was withdrawn");
        assertRefused(acme.clear(image, "prod"), "head-rollback");
        assertRefused(acme.withdraw(image, "prod", "--nothing"), "head-rollback");
    }

    @Test
    void aRegistryThatPutsAnOldHeadBack() {
        registry.tag(SHOP, HEAD, SHOP, "kept");
        withdraw();
        assertRefused(acme.gate(image, "prod"), "a back door");
        registry.tag(SHOP, "kept", SHOP, HEAD);
        assertRefused(acme.gate(image, "prod"), "head-rollback");
        assertRefused(acme.clear(image, "prod"), "head-rollback");
    }

    @Test
    void aRegistryThatSwapsTheHeadOfAnotherStage() {
        assertPassed(acme.clear(image, "dev"));
        withdraw();
        registry.tag(SHOP, "tidewaiter-head.dev", SHOP, HEAD);
        assertRefused(acme.gate(image, "prod"), "it is not known what was withdrawn");
        assertRefused(acme.clear(image, "prod"), "head-elsewhere");
        assertRefused(acme.withdraw(image, "prod", "--nothing"), "head-elsewhere");
    }

    @Test
    void aRegistryThatSwapsTheHeadOfAnotherRepository() {
        var till = pushed(registry, "till/app", "1", GOOD);
        assertPassed(acme.withdraw(till, "prod", "--nothing"));
        withdraw();
        registry.tag("till/app", HEAD, SHOP, HEAD);
        assertRefused(acme.gate(image, "prod"), "it is not known what was withdrawn");
        assertRefused(acme.clear(image, "prod"), "head-elsewhere");
    }

    @Test
    void aRegistryThatAddsEvidenceOfItsOwn() throws Exception {
        acme.founded("other");
        var evil = pushed(registry, SHOP, "2", EVIL);
        acme.passed("sign", "--key", acme.file("other-build.key"), evil);
        registry.beside(
                SHOP,
                EVIL.digest(),
                NewBundle.TYPE,
                Files.readAllBytes(folder.resolve("good.json")));
        assertRefused(acme.gate(evil, "prod"), "no clearance for stage prod is known");
        assertRefused(acme.clear(evil, "prod"), "build has not spoken");
        for (var junk : new String[] {"", "{}", "[", "{\"mediaType\":1}"}) {
            registry.beside(SHOP, GOOD.digest(), NewBundle.TYPE, junk.getBytes(UTF_8));
        }
        assertPassed(acme.gate(image, "prod"));
    }

    @Test
    void aFloodOfBundles() {
        for (int i = 0; i < 17; i++) {
            var junk = new byte[ClearanceReader.MAX_BYTES];
            Arrays.fill(junk, (byte) ('a' + i));
            registry.beside(SHOP, GOOD.digest(), NewBundle.TYPE, junk);
        }
        var passed = acme.gate(image, "prod");
        assertPassed(passed);
        assertThat(passed.out()).contains("does not count: more than 67108864 bytes are attached");
        var cleared = acme.clear(image, "prod");
        assertPassed(cleared);
        assertThat(cleared.out()).contains("warning: clearances: more than 67108864 bytes");
    }

    @Test
    void aFloodOfAttachments() {
        for (int i = 0; i < 201; i++) {
            registry.beside(SHOP, GOOD.digest(), NewBundle.TYPE, ("junk " + i).getBytes(UTF_8));
        }
        assertRefused(
                acme.gate(image, "prod"),
                "no clearance for stage prod is known",
                "more than 200 things refer to");
        assertPassed(acme.gate(image, "prod", "--clearance", acme.file("good.json")));
        assertThat(acme.clear(image, "prod").err()).contains("error[too-many-attachments]");
    }

    @Test
    void aClearanceIsCopiedToAnotherRepository() {
        var audience = registry.host() + "/" + SHOP;
        assertPassed(acme.clear(image, "dev", "--audience", audience));
        registry.copy(SHOP, "till/app");
        var till = registry.host() + "/till/app:1";
        assertRefused(acme.gate(till, "dev"), "it is cleared for " + audience + " only");
        assertRefused(acme.gate(till, "prod"), "it is not known what was withdrawn");
    }

    @Test
    void whatWasWithdrawnIsClearedInAnotherRepository() {
        withdraw();
        var till = pushed(registry, "till/app", "1", GOOD);
        acme.sign(till);
        assertPassed(acme.clear(till, "prod", "-o", "bundle=" + acme.file("till.json")));
        assertRefused(
                acme.gate(image, "prod", "--clearance", acme.file("till.json")), "a back door");
    }

    @Test
    void rollbackToAnOldImageWithItsOldClearance() {
        var next = pushed(registry, SHOP, "2", built("better"));
        acme.sign(next);
        assertPassed(acme.withdraw(image, "prod", "--floor", "--nothing"));
        assertPassed(acme.clear(next, "prod"));
        registry.tag(SHOP, "1", SHOP, "2");
        assertRefused(acme.gate(next, "prod"), "older than what may still go aboard");
        assertRefused(
                acme.gate(next, "prod", "--clearance", acme.file("good.json")),
                "older than what may still go aboard");
    }

    @Test
    void anInsiderWhoMayPushDoesAllOfItAtOnce() throws Exception {
        withdraw();
        acme.founded("other");
        acme.passed("sign", "--key", acme.file("other-build.key"), image);
        acme.clearBy("other", image, "prod", "-o", "bundle=" + acme.file("other.json"));
        var till = pushed(registry, "till/app", "1", GOOD);
        assertPassed(acme.withdraw(till, "prod", "--nothing"));
        registry.tag("till/app", HEAD, SHOP, HEAD);
        registry.image(SHOP, "1", EVIL);
        for (var file : new String[] {"good.json", "other.json"}) {
            if (Files.exists(folder.resolve(file))) {
                var bundle = Files.readAllBytes(folder.resolve(file));
                registry.beside(SHOP, EVIL.digest(), NewBundle.TYPE, bundle);
                registry.beside(SHOP, GOOD.digest(), NewBundle.TYPE, bundle);
            }
        }
        assertRefused(acme.gate(image, "prod"), "no clearance for stage prod is known");
        registry.image(SHOP, "1", GOOD);
        assertRefused(acme.gate(image, "prod"), "does not count: the head that stands there: ");
        registry.remove(SHOP, HEAD);
        assertRefused(acme.gate(image, "prod"), "it is not known what was withdrawn");
        assertRefused(acme.clear(image, "prod"), "head-rollback");
    }
}
