package org.tidewaiter.signing.lookaside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.signing.lookaside.SignedIdentity.ExactReference;
import org.tidewaiter.signing.lookaside.SignedIdentity.ExactRepository;
import org.tidewaiter.signing.lookaside.SignedIdentity.MatchExact;
import org.tidewaiter.signing.lookaside.SignedIdentity.MatchRepository;
import org.tidewaiter.signing.lookaside.SignedIdentity.RemapIdentity;

class SignedIdentityTest {
    private static final String DIGEST = "@sha256:" + "a1".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "example.com/a:1, example.com/a:1, true",
        "example.com/a:1, example.com/a:2, false",
        "example.com/a:1, example.com/b:1, false",
        "example.com/a:1, example.org/a:1, false",
        "example.com/a:1, example.com/a, false",
        "example.com/a, example.com/a:latest, true",
        "example.com/a, example.com/a, false",
        "example.com/a:1, example.com/a@, false",
        "example.com:5000/a:1, example.com:5000/a, false",
        "alpha:1, docker.io/library/alpha:1, true",
        "alpha:1, alpha:1, true",
        "example.com/a:1, '', false",
        "example.com/a:1, no name, false",
        "example.com/a#, example.com/a:1, true",
        "example.com/a#, example.com/a#, true",
        "example.com/a#, example.com/a, false",
        "example.com/a#, example.com/b:1, false",
        "example.com/a:1#, example.com/a:2, true",
        "example.com/a:1, example.com/a#, false",
        "example.com/a:1, example.com/a:1#, false",
    })
    void byDefaultItIsTheNameThatWasAskedForOrAnyOfTheRepositoryOfADigest(
            String image, String signed, boolean accepted) {
        assertAccepts(SignedIdentity.standard(), image, signed, accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/a:1, example.com/a:1, true",
        "example.com/a:1, example.com/a:2, false",
        "example.com/a:1, example.com/a, false",
        "example.com/a#, example.com/a:1, false",
        "example.com/a#, example.com/a#, true",
    })
    void exactlyTheNameMayBeAskedFor(String image, String signed, boolean accepted) {
        assertAccepts(new MatchExact(), image, signed, accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/a:1, example.com/a:2, true",
        "example.com/a:1, example.com/a, true",
        "example.com/a#, example.com/a:2, true",
        "example.com/a:1, example.com/a/b:1, false",
        "example.com/a:1, no name, false",
    })
    void anyNameOfTheRepositoryMayDo(String image, String signed, boolean accepted) {
        assertAccepts(new MatchRepository(), image, signed, accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/b:2, example.com/a:1, true",
        "example.com/a:1, example.com/a:2, false",
        "example.com/a:1, example.com/a, false",
    })
    void oneNameMayStandForEveryImage(String image, String signed, boolean accepted) {
        assertAccepts(new ExactReference("example.com/a:1"), image, signed, accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/b:2, example.com/a:1, true",
        "example.com/b:2, example.com/a, true",
        "example.com/b:2, example.com/b:2, false",
    })
    void oneRepositoryMayStandForEveryImage(String image, String signed, boolean accepted) {
        assertAccepts(new ExactRepository("example.com/a"), image, signed, accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "mirror.example/a, example.com, mirror.example/a/b:1, example.com/b:1, true",
        "mirror.example/a, example.com, mirror.example/a/b:1, mirror.example/a/b:1, false",
        "mirror.example/a, example.com, mirror.example/ab:1, mirror.example/ab:1, true",
        "mirror.example/a, example.com, mirror.example/ab:1, example.com/b:1, false",
        "mirror.example/a, example.com/c, mirror.example/a:1, example.com/c:1, true",
        "mirror.example, example.com, mirror.example/b#, example.com/b:1, true",
        "mirror.example, example.com, mirror.example:5000/b:1, example.com/b:1, false",
        "mirror.example, docker.io, mirror.example/b:1, docker.io/library/b:1, false",
        "mirror.example, docker.io/library, mirror.example/b:1, docker.io/library/b:1, true",
    })
    void aCopyMayHaveTheNameOfWhatItIsACopyOf(
            String prefix, String signedPrefix, String image, String signed, boolean accepted) {
        assertAccepts(new RemapIdentity(prefix, signedPrefix), image, signed, accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "example.com/", "example.com/a:1", "example.com/A", "a b"})
    void whatBeginsNoNameIsNoPrefix(String text) {
        assertThatThrownBy(() -> new RemapIdentity(text, "example.com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RemapIdentity("example.com", text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertAccepts(
            SignedIdentity identity, String image, String signed, boolean accepted) {
        var asked = ImageReference.parse(image.replace("#", DIGEST)).orElseThrow();
        assertThat(identity.accepts(asked, signed.replace("#", DIGEST))).isEqualTo(accepted);
    }
}
