package org.tidewaiter.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.tidewaiter.model.LicenceCategory.NETWORK_COPYLEFT;
import static org.tidewaiter.model.LicenceCategory.PERMISSIVE;
import static org.tidewaiter.model.LicenceCategory.PROPRIETARY;
import static org.tidewaiter.model.LicenceCategory.PUBLIC_DOMAIN;
import static org.tidewaiter.model.LicenceCategory.SOURCE_AVAILABLE;
import static org.tidewaiter.model.LicenceCategory.STRONG_COPYLEFT;
import static org.tidewaiter.model.LicenceCategory.UNKNOWN;
import static org.tidewaiter.model.LicenceCategory.WEAK_COPYLEFT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LicenceCategory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;

class LicenceChecksTest {
    /// A package that each check finds, and one like it that it does not; as `type licence…`.
    private static final Map<String, List<String>> FIXTURES =
            Map.of(
                    "licence/network-copyleft",
                    List.of("npm AGPL-3.0-only", "npm AGPL-3.0-only OR MIT"),
                    "licence/source-available",
                    List.of("npm SSPL-1.0", "npm Apache-2.0"),
                    "licence/strong-copyleft",
                    List.of("pypi GPL-3.0-or-later", "pypi LGPL-3.0-or-later"),
                    "licence/strong-copyleft-system",
                    List.of("deb GPL-2.0-only", "deb BSD-3-Clause"),
                    "licence/proprietary",
                    List.of("npm UNLICENSED", "npm Unlicense"),
                    "licence/unknown",
                    List.of("npm LicenseRef-ours", "npm LicenseRef-ours OR MIT"),
                    "licence/none-stated",
                    List.of("golang", "golang MIT"));

    @Test
    void eachCheckFindsWhatItIsForAndNothingInWhatIsInOrder() {
        FIXTURES.forEach((check, packages) -> {
            assertThat(ids(packages.getFirst())).as(check).containsExactly(check);
            assertThat(ids(packages.getLast())).as(check).isEmpty();
        });
    }

    @Test
    void eachCheckHasItsFixtures() {
        assertThat(FIXTURES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Checks.BUILT_IN.stream()
                                .filter(check -> check.kind() == Check.Kind.LICENCE)
                                .map(Check::id)
                                .toList());
    }

    @Test
    void idsAreToldWhateverTheirSuffixAndCase() {
        assertCategory(PUBLIC_DOMAIN, "CC0-1.0", "Unlicense", "blessing");
        assertCategory(PERMISSIVE, "MIT", "mit", "Apache-2.0", "BSD-3-Clause", "0BSD", "curl");
        assertCategory(
                WEAK_COPYLEFT, "LGPL-2.1+", "LGPL-3.0-only", "MPL-2.0", "EPL-2.0", "EPL-1.0+");
        assertCategory(STRONG_COPYLEFT, "GPL-2.0", "GPL-2.0+", "GPL-3.0-or-later", "EUPL-1.2");
        assertCategory(NETWORK_COPYLEFT, "AGPL-3.0", "AGPL-3.0-or-later", "OSL-3.0");
        assertCategory(SOURCE_AVAILABLE, "SSPL-1.0", "BUSL-1.1", "Elastic-2.0", "CC-BY-NC-4.0");
        assertCategory(UNKNOWN, "", "NOASSERTION", "NONE", "LicenseRef-x", "SEE LICENSE IN x.md");
    }

    @Test
    void ofTermsThatAllHoldTheStrictestCountsAndOfAChoiceTheMildest() {
        assertCategory(STRONG_COPYLEFT, "MIT AND GPL-2.0-only", "GPL-2.0-only and MIT");
        assertCategory(PERMISSIVE, "MIT OR GPL-2.0-only", "(GPL-2.0-only) or ((MIT))");
        assertCategory(PERMISSIVE, "MIT OR Apache-2.0 AND GPL-2.0-only");
        assertCategory(STRONG_COPYLEFT, "(MIT OR Apache-2.0) AND GPL-2.0-only");
        assertCategory(WEAK_COPYLEFT, "(AGPL-3.0-only OR MPL-2.0) AND (MIT OR BSD-2-Clause)");
        assertCategory(UNKNOWN, "MIT AND LicenseRef-ours");
        assertCategory(STRONG_COPYLEFT, "GPL-2.0-only AND LicenseRef-ours");
    }

    @Test
    void anExceptionCanMakeTermsMilder() {
        assertCategory(WEAK_COPYLEFT, "GPL-2.0-only WITH Classpath-exception-2.0");
        assertCategory(WEAK_COPYLEFT, "GPL-3.0-or-later with GCC-exception-3.1");
        assertCategory(PERMISSIVE, "GPL-2.0+ WITH Autoconf-exception-2.0");
        assertCategory(PERMISSIVE, "Apache-2.0 WITH LLVM-exception");
        assertCategory(STRONG_COPYLEFT, "GPL-2.0-only WITH openvpn-openssl-exception");
        assertCategory(STRONG_COPYLEFT, "GPL-2.0-only WITH nobody-knows-exception");
    }

    @Test
    void wordsOfPackagesAreTold() {
        assertCategory(
                PERMISSIVE, "The Apache Software License, Version 2.0", "BSD", "New BSD License");
        assertCategory(PERMISSIVE, "MIT License", "Expat", "Eclipse Distribution License - v 1.0");
        assertCategory(WEAK_COPYLEFT, "GNU Lesser General Public License", "LGPLv2+", "CDDL 1.1");
        assertCategory(WEAK_COPYLEFT, "GPL2 w/ classpath exception");
        assertCategory(STRONG_COPYLEFT, "GPLv2", "GNU General Public License v3", "GPL-2+");
        assertCategory(NETWORK_COPYLEFT, "GNU Affero General Public License v3");
        assertCategory(
                SOURCE_AVAILABLE, "Server Side Public License", "Apache-2.0 with Commons Clause");
        assertCategory(PROPRIETARY, "Proprietary", "LicenseRef-Proprietary", "All rights reserved");
        assertCategory(PUBLIC_DOMAIN, "Public Domain");
        assertCategory(UNKNOWN, "custom", "see website", "Gumption");
    }

    @Test
    void whatIsNoExpressionIsTakenAsWords() {
        assertCategory(STRONG_COPYLEFT, "GPL-2.0 AND", "(GPL-2.0", "GPL-2.0)", "AND OR GPL");
        assertCategory(PERMISSIVE, "(".repeat(500) + "MIT" + ")".repeat(500));
        assertCategory(UNKNOWN, "(".repeat(5_000), "x".repeat(100_000));
    }

    @Test
    void laterVersionsAreNoOtherLicence() {
        assertCategory(
                STRONG_COPYLEFT,
                "GPL version 2 or later",
                "GPLv2 or later",
                "GPL-2.0 or any later version",
                "GPL v3 or newer",
                "GNU GPL, version 2 or (at your option) any later version",
                "GPLv2 (or later)",
                "GPL-2.0 or later AND MIT");
        assertCategory(
                NETWORK_COPYLEFT,
                "AGPLv3 or later",
                "AGPL-3.0 or later",
                "GNU Affero General Public License v3 or later");
        assertCategory(WEAK_COPYLEFT, "LGPLv2.1 OR LATER", "LGPL 2.1 or later versions");
        assertCategory(PERMISSIVE, "GPL-2.0 or later or MIT");
    }

    @Test
    void whatIsNotKnownCannotBeChosen() {
        assertCategory(STRONG_COPYLEFT, "GPL-3.0-only OR LicenseRef-ours");
        assertCategory(STRONG_COPYLEFT, "GPL version 2 or whatever you like");
        assertCategory(PERMISSIVE, "LicenseRef-ours OR MIT OR GPL-3.0-only");
        assertCategory(UNKNOWN, "LicenseRef-ours OR LicenseRef-theirs");
        assertCategory(UNKNOWN, "LicenseRef-ours WITH Classpath-exception-2.0");
        assertThat(LicenceChecks.category(of("maven", "custom", "GPL-2.0-only")))
                .isEqualTo(STRONG_COPYLEFT);
    }

    @Test
    void aNameWithAndInItIsOneLicence() {
        assertCategory(
                WEAK_COPYLEFT,
                "Common Development and Distribution License",
                "MIT and Common Development and Distribution License 1.0");
        assertCategory(UNKNOWN, "MIT and the terms of our house");
    }

    @Test
    void whatIsDeniedIsNotStated() {
        assertCategory(UNKNOWN, "non-GPL", "not GPL");
        assertCategory(PERMISSIVE, "MIT, non-GPL");
        assertCategory(STRONG_COPYLEFT, "non-GPL parts, GPL parts");
        assertCategory(SOURCE_AVAILABLE, "non-commercial use");
    }

    @Test
    void listedLicencesAllHoldButWhereTheEcosystemListsChoices() {
        assertThat(LicenceChecks.category(of("pypi", "MIT", "GPL-2.0-only")))
                .isEqualTo(STRONG_COPYLEFT);
        assertThat(LicenceChecks.category(of("maven", "EPL-2.0", "GPL-2.0-only")))
                .isEqualTo(WEAK_COPYLEFT);
    }

    @Test
    void packagesAreCountedByCategory() {
        var inventory =
                inventory(
                        of("npm", "MIT"),
                        of("npm", "ISC"),
                        of("deb", "GPL-2.0-only"),
                        of("golang"));

        assertThat(LicenceChecks.counts(inventory))
                .containsExactly(
                        entry(PERMISSIVE, 2), entry(UNKNOWN, 1), entry(STRONG_COPYLEFT, 1));
    }

    @Test
    void aFindingNamesTheLicenceThatDecided() {
        var inventory = inventory(of("pypi", "BSD-3-Clause", "GPL-3.0-only", "MIT"));

        assertThat(LicenceChecks.findings(inventory))
                .extracting(finding -> finding.place().words(), Finding.Licence::message)
                .containsExactly(tuple("lib/p", "GPL-3.0-only (strong copyleft)"));
    }

    private static void assertCategory(LicenceCategory category, String... expressions) {
        for (var expression : expressions) {
            assertThat(LicenceChecks.category(expression)).as(expression).isEqualTo(category);
        }
    }

    private static List<String> ids(String typeAndLicence) {
        var words = typeAndLicence.split(" ", 2);
        var licences = words.length == 1 ? new String[0] : new String[] {words[1]};
        return LicenceChecks.findings(inventory(of(words[0], licences))).stream()
                .map(finding -> finding.check().id())
                .toList();
    }

    private static SoftwarePackage of(String type, String... licences) {
        return new SoftwarePackage(
                Purl.of(type, "", "p", "1"),
                Optional.empty(),
                List.of(licences),
                "test",
                false,
                Presence.LIVE,
                List.of(new Location("lib/p", OptionalInt.of(0))),
                Optional.empty());
    }

    private static Inventory inventory(SoftwarePackage... packages) {
        return new Inventory(
                new ImageSource(
                        "archive",
                        "test",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                Optional.empty(),
                List.of(packages),
                FileAccount.NONE,
                List.of());
    }
}
