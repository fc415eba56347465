package org.tidewaiter.checks.image;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Severity;

/// Variables that are called like a credential. What they hold is told apart elsewhere, and not
/// shown here.
final class EnvironmentNames implements Topic {
    private static final Check SECRET =
            ImageCheck.of(
                    "secret-like-variable",
                    Severity.MEDIUM,
                    "A variable of the environment is called like a credential",
                    "Give it when the container is started, from a store of secrets: everyone who"
                            + " has the image can read its environment.",
                    "CIS Docker 4.10",
                    ImageCheck.NIST_SECRETS);
    private static final Set<String> WORDS =
            Set.of(
                    "PASSWORD",
                    "PASSWD",
                    "PASSPHRASE",
                    "SECRET",
                    "TOKEN",
                    "APIKEY",
                    "CREDENTIAL",
                    "CREDENTIALS",
                    "SECRETKEY",
                    "PRIVATEKEY",
                    "ACCESSKEY");

    /// Mean a password at the end of a name, and something else in the middle.
    private static final Set<String> WORDS_AT_END = Set.of("PASS", "PWD", "PW");

    private static final Set<String> BEFORE_KEY =
            Set.of("API", "ACCESS", "PRIVATE", "SECRET", "AUTH", "ENCRYPTION", "SIGNING", "MASTER");

    /// Such a variable says something about a credential and is none.
    private static final Set<String> LAST_WORDS =
            Set.of(
                    "FILE",
                    "PATH",
                    "DIR",
                    "URL",
                    "URI",
                    "ENDPOINT",
                    "NAME",
                    "ID",
                    "TTL",
                    "LENGTH",
                    "SIZE",
                    "ALGORITHM",
                    "TYPE",
                    "ENABLED",
                    "DISABLED",
                    "REQUIRED",
                    "EXPIRY",
                    "EXPIRATION",
                    "TIMEOUT",
                    "POLICY",
                    "HEADER",
                    "VERSION",
                    "MODE",
                    "PARALLELISM",
                    "ISSUER",
                    "AUDIENCE",
                    "LIFETIME",
                    "HASH",
                    "SHA256",
                    "PREFIX",
                    "LIMIT",
                    "COUNT");

    private static final Set<String> NO_VALUES =
            Set.of("", "true", "false", "yes", "no", "on", "off", "0", "1", "none", "null");

    @Override
    public List<Check> checks() {
        return List.of(SECRET);
    }

    @Override
    public Stream<Sighting> ofSettings(Subject subject) {
        return subject.settings().environment().entrySet().stream()
                .filter(EnvironmentNames::isSecretLike)
                .map(variable ->
                        new Sighting(
                                SECRET,
                                Place.inConfiguration(
                                        "environment variable " + variable.getKey(),
                                        OptionalInt.empty()),
                                "%s is set to a value in the image".formatted(variable.getKey())));
    }

    private static boolean isSecretLike(Map.Entry<String, String> variable) {
        if (NO_VALUES.contains(variable.getValue().strip().toLowerCase(Locale.ROOT))
                || variable.getValue().startsWith("/")) {
            return false;
        }
        var words = List.of(variable.getKey().toUpperCase(Locale.ROOT).split("[_.-]+", -1));
        if (LAST_WORDS.contains(words.getLast())) {
            return false;
        }
        if (words.size() > 1 && WORDS_AT_END.contains(words.getLast())) {
            return true;
        }
        for (int i = 0; i < words.size(); i++) {
            boolean isKey =
                    words.get(i).equals("KEY") && i > 0 && BEFORE_KEY.contains(words.get(i - 1));
            if (isKey || WORDS.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }
}
