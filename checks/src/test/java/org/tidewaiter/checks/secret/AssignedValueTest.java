package org.tidewaiter.checks.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.model.Observation.SecretSeen;

class AssignedValueTest {
    private static final String MADE = "kD83hfQz71" + "LmPw02Xs9vTbYc";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NEXTAUTH_SECRET",
                "REDIS_CACHE_PASSWORD",
                "RSYNC_PASSWORD",
                "NEXTCLOUD_ADMIN_PASSWORD",
                "HASHICORP_VAULT_ADMIN_PASSWORD",
                "DB_PRIMARY_PASSWORD",
                "FIELD_ENCRYPTION_KEY",
                "SHARED_SECRET",
                "CLIENT_TOKEN",
                "SLACK_MESSAGE_TOKEN",
                "SYNC_TOKEN",
                "CACHE_PASSWORD"
            })
    void aWordOfSomethingHarmlessInANameHidesNothing(String name) throws Exception {
        assertThat(counting("app/.env", name + "=" + MADE)).hasSize(1);
    }

    @Test
    void aDefaultPasswordInACommentShowsHowItWouldBeSet() throws Exception {
        assertThat(counting("etc/a.conf", "BindPasswd: secret\n")).hasSize(1);
        assertThat(counting("etc/a.conf", "x: 1\n  #BindPasswd: secret\n")).isEmpty();
        assertThat(counting("etc/a.conf", "# BindPasswd: kD83hfQz71Lm\n"))
                .as("a password is one in a comment too")
                .hasSize(1);
    }

    @Test
    void aTokenThatIsPublicIsListedWithAnExcuse() throws Exception {
        assertThat(seen("app/.env", "NEXT_PAGE_TOKEN=" + MADE))
                .extracting(SecretSeen::excuse)
                .containsExactly("its name is that of something public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pa$$w0rd-77xK",
                "Xk9(mP2#vLq8",
                "a&7xK9mP2vLq8",
                "/9dKx82hfQz71LmP",
                "$ecretX9mP2",
                "SUMMER_2024",
                "acme12345678!Zq",
                "ab<cd>ef|12",
                "it's-9-o'clock",
                "sommer winter",
                "\"sommer winter\"",
                "changeme"
            })
    void aPasswordOfTheEnvironmentIsTakenWhole(String value) throws Exception {
        assertThat(counting("app/.env", "DB_PASSWORD=" + value + "\n")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "app/.env ~ SECRET_KEY=/9dKx82hfQz71LmPw02Xs9vTbYc4nRt",
                "app/.env ~ API_TOKEN=LIVE_8F3K2L9Q7Z4M1X6D",
                "app/.env ~ JWT_SECRET=Company-Prod-2024-Sommer!",
                "app/.env ~ SESSION_SECRET=abcdefghKD83hfQz71LmPw02",
                "app/application.properties ~ spring.datasource.password=Sommerregen",
                "app/application.properties ~ spring.datasource.password=84629173",
                "app/config.yaml ~ password: \"correct horse 99X\"",
                "app/config.py ~ password = \"kD8" + "3h(fQz71\"",
                "app/config.json ~ {\"password\": \"kD8" + "3$hfQz71\"}",
                "app/x.json ~ \"token\": \"fakeruD8" + "3hfQz71LmPw02Xs9vTbYckD83hfQ\""
            })
    void aValueIsNotLostForItsLetters(String path, String text) throws Exception {
        assertThat(counting(path, text)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "app/.env ~ DB_PASSWORD=${PASSWORD}",
                "app/.env ~ DB_PASSWORD=$PASSWORD",
                "app/.env ~ DB_PASSWORD=/run/secrets/db_password",
                "app/run.sh ~ DB_PASSWORD=$(cat /run/secrets/db)",
                "app/messages.properties ~ login.password=Passwort",
                "app/.env.example ~ DB_PASSWORD=changeme",
                "app/a.py ~ password = \"Enter the password of user 1\""
            })
    void whatIsNoValueIsNoFinding(String path, String text) throws Exception {
        assertThat(counting(path, text)).isEmpty();
    }

    @Test
    void everyAlternativeOfANameHasAKeyword() throws Exception {
        for (var word :
                List.of(
                        "api",
                        "access",
                        "auth",
                        "private",
                        "encryption",
                        "signing",
                        "master",
                        "app")) {
            for (var between : List.of("_", "-", ".", "")) {
                var name = word + between + "key";
                assertThat(counting("app/a.yml", name + ": " + MADE)).as(name).hasSize(1);
            }
        }
        for (var name :
                List.of(
                        "db_pass",
                        "DB_PASS",
                        "db.pass",
                        "db-pwd",
                        "pass",
                        "pwd",
                        "pw",
                        "ADMIN_PW",
                        "dbPass",
                        "dbPwd",
                        "password",
                        "passwd",
                        "passphrase",
                        "passwort",
                        "requirepass",
                        "secret",
                        "token",
                        "credential",
                        "bearer",
                        "masterKey")) {
            assertThat(counting("app/a.yml", name + ": " + MADE)).as(name).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '|',
            value = {
                "conf/app.ini ~ db_pass = \"kD8" + "3hfQz71Lm\"",
                "conf/app.php ~ 'smtp_pass' => 'kD8" + "3hfQz71Lm',",
                "conf/app.py ~ encryptionKey = \"kD8" + "3hfQz71LmPw02Xs9vTbYc\"",
                "conf/app.py ~ h = {\"Authorization\": \"Bearer kD8"
                        + "3hfQz71LmPw02Xs9vTbYckD83hfQz71\"}",
                "conf/app.py ~ h = {\"Authorization\": \"Basic YWRtaW46a0Q4M2hmUXo3MUxt\"}",
                "etc/redis.conf ~ requirepass kD8" + "3hfQz71LmPw02",
                "app/a.py ~ u = \"postgres://app:kD8" + "3hfQz71Lm@db.acme.host/x\"",
                "app/a.py ~ u = \"postgres://app:kD8" + "3hfQz71Lm@server:5432/x\"",
                "app/a.py ~ u = \"postgres://user:pD8" + "3hfQz71Lm@db.acme.com/x\"",
                "app/a.py ~ u = \"redis://:kD8" + "3$hfQz71Lm@db.acme.com/x\"",
                "app/a.py ~ u = \"postgres://app:kD8" + "3hfQz%da71Lm@db.acme.com/x\"",
                "root/.docker/config.json ~ {\"auths\":{\"r.io\":{\"auth\":\"dG9rZW46a0Q4M2hmUXo3MUxtUHcwMg==\"}}}"
            })
    void eachFormOfAnAssignmentIsSeen(String path, String text) throws Exception {
        assertThat(counting(path, text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SG.{w:22}.{w:42}{l:1}", "dop_v1_{x:64}"})
    void aConstantOfACompiledProgramBeginsBehindItsLength(String template) throws Exception {
        var token =
                new String(
                        new Template(new java.util.Random(7)).fill(template),
                        StandardCharsets.ISO_8859_1);
        var length = (char) token.length();
        assertThat(
                        counting(
                                "A.class",
                                "\u00ca\u00fe\u00ba\u00be\0\0\0A\0\1\0"
                                        + length
                                        + token
                                        + "\1\0\4Code"))
                .hasSize(1);
        assertThat(counting("m.pyc", "\u00cb\r\r\n\0\0\0\0z" + length + token + "z\5other" + "\0"))
                .hasSize(1);
    }

    private static List<SecretSeen> counting(String path, String text) throws Exception {
        return seen(path, text).stream().filter(one -> one.excuse().isEmpty()).toList();
    }

    private static List<SecretSeen> seen(String path, String text) throws Exception {
        return SecretKindsTest.seen(path, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
