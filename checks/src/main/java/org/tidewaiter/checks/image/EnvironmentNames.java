package org.tidewaiter.checks.image;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.tidewaiter.checks.rule.SecretNames;
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

    @Override
    public List<Check> checks() {
        return List.of(SECRET);
    }

    @Override
    public Stream<Sighting> ofSettings(Subject subject) {
        return subject.settings().environment().entrySet().stream()
                .filter(variable ->
                        SecretNames.isSecret(variable.getKey())
                                && SecretNames.isValue(variable.getValue()))
                .map(variable ->
                        new Sighting(
                                SECRET,
                                Place.inConfiguration(
                                        "environment variable " + variable.getKey(),
                                        OptionalInt.empty()),
                                "%s is set to a value in the image".formatted(variable.getKey())));
    }
}
