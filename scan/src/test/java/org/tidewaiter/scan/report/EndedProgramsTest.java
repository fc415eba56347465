package org.tidewaiter.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.vulnerability.build.SampleStore;
import org.tidewaiter.vulnerability.feed.FeedDocument;
import org.tidewaiter.vulnerability.store.AdvisoryStore;

class EndedProgramsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void aProgramOfAReleaseThatIsMendedNoMoreIsNamed() throws Exception {
        assertThat(sentences("pkg:generic/node@12.22.12", "pkg:generic/node@24.1.0"))
                .containsExactly(
                        "node 12.22.12, release 12: end of life since 2022-04-30; later flaws may"
                                + " be told of other releases only");
    }

    @Test
    void supportUnderOtherTermsIsSaid() throws Exception {
        assertThat(sentences("pkg:generic/node@18.1.0"))
                .singleElement()
                .asString()
                .contains("release 18: support ended 2025-04-30, extended until 2027-04-30");
    }

    @Test
    void aReleaseIsNotItsNeighbourWhoseNumberBeginsLikeIt() throws Exception {
        assertThat(sentences("pkg:generic/node@1.2.0", "pkg:generic/node@120.0.0")).isEmpty();
    }

    @Test
    void javaIsThatOfItsMaker() throws Exception {
        assertThat(
                        sentences(
                                "pkg:generic/eclipse-adoptium/jdk@1.8.0_302-b08",
                                "pkg:generic/eclipse-adoptium/jre@16.0.2%2B7",
                                "pkg:generic/somebody/jre@16.0.2%2B7"))
                .extracting(sentence -> sentence.replaceFirst(";.*", ""))
                .containsExactly(
                        "eclipse-adoptium/jdk 1.8.0_302-b08, release 8: end of life since"
                                + " 2026-01-01",
                        "eclipse-adoptium/jre 16.0.2+7, release 16: end of life since 2021-09-30");
    }

    @Test
    void whatADistributionOwnsAndWhatHasAnEcosystemIsNotAsked() throws Exception {
        assertThat(sentences("pkg:npm/node@12.22.12", "pkg:deb/debian/nodejs@12.22.12")).isEmpty();
        var owner = Purl.parse("pkg:deb/debian/nodejs@12.22.12");
        assertThat(
                        EndedPrograms.sentences(
                                image(program("pkg:generic/node@12.22.12", owner)),
                                LayerScope.SQUASHED,
                                store(),
                                TODAY))
                .isEmpty();
    }

    private static List<String> sentences(String... purls) throws Exception {
        return EndedPrograms.sentences(
                image(
                        Stream.of(purls)
                                .map(purl -> program(purl, Optional.empty()))
                                .toArray(SoftwarePackage[]::new)),
                LayerScope.SQUASHED,
                store(),
                TODAY);
    }

    private static Inventory image(SoftwarePackage... packages) {
        return new Inventory(
                MadeUp.IMAGE, Optional.empty(), List.of(packages), FileAccount.NONE, List.of());
    }

    private static SoftwarePackage program(String purl, Optional<Purl> owner) {
        return new SoftwarePackage(
                Purl.parse(purl).orElseThrow(),
                Optional.empty(),
                List.of(),
                "test",
                false,
                Presence.LIVE,
                List.of(),
                owner);
    }

    private static AdvisoryStore store() throws Exception {
        return SampleStore.of(
                List.of(
                        page(
                                "nodejs",
                                """
                                  - releaseCycle: "24"
                                    eol: 2028-04-30
                                  - releaseCycle: "18"
                                    eol: 2025-04-30
                                    eoes: 2027-04-30
                                  - releaseCycle: "12"
                                    eol: 2022-04-30
                                """),
                        page(
                                "eclipse-temurin",
                                """
                                  - releaseCycle: "16"
                                    eol: 2021-09-30
                                  - releaseCycle: "8"
                                    eol: 2026-01-01
                                """)));
    }

    private static FeedDocument page(String product, String releases) {
        var page =
                "---\ntitle: %1$s\npermalink: /%1$s\nreleases:\n%2$s---\n"
                        .formatted(product, releases);
        return new FeedDocument(product + ".md", page.getBytes(StandardCharsets.UTF_8));
    }
}
