package org.tidewaiter.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Observation.SecretSeen;

class UrlPasswordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3f9a1c07be24d65f8a0b1c2d3e4f5a6b7c8d9e0f",
                "abcdefabcdefabcd",
                "kdhqzlmpwxsvtbyc7",
                "Zq8xKd83hf",
                "a1b2c3d4e5f6g7h8"
            })
    void aTokenInPlaceOfTheUserIsNotShown(String token) throws Exception {
        var seen = seen("git clone https://" + token + ":x-oauth-basic@github.com/a/b");
        assertThat(seen).isNotEmpty();
        assertThat(seen.toString()).doesNotContain(token);
    }

    @Test
    void noTokenOfAnyKindIsShownWhereItIsTheUser() throws Exception {
        for (var format : Formats.ALL) {
            var filled = new Template(new Random(3)).fill(format.holding());
            for (var word :
                    new String(filled, StandardCharsets.ISO_8859_1).split("[^\\w.-]+", -1)) {
                if (word.matches(".*[0-9].*") && word.length() >= 10 && word.length() < 200) {
                    var seen = seen("x https://" + word + ":x-oauth-basic@github.com/a/b");
                    assertThat(seen.toString()).doesNotContain(word);
                }
            }
        }
    }

    @Test
    void theWordForAPasswordIsNoneInOtherLanguagesEither() throws Exception {
        assertThat(seen("http://Benutzer:Passwort@Server:80/ http://gebruiker:wachtwoord@server"))
                .hasSize(2)
                .allMatch(one -> one.excuse().equals("a placeholder"));
        assertThat(seen("http://benutzer:kD8" + "3hfQz71Lm@server"))
                .allMatch(one -> one.excuse().isEmpty());
    }

    @Test
    void aNameIsShown() throws Exception {
        assertThat(seen("https://deploy-bot:kD8" + "3hfQz71Lm@git.acme.com/a"))
                .extracting(SecretSeen::masked)
                .containsExactly("https://deploy-bot:****@git.acme.com");
    }

    private static List<SecretSeen> seen(String text) throws Exception {
        return SecretKindsTest.seen("app/run.txt", text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
