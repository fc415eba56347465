package org.tidewaiter.policy.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.yaml.MalformedYamlException;

/// Reads policies.
public final class PolicyFiles {
    /// Those that come with the program, by name.
    public static final List<String> BUILT_IN =
            List.of("baseline", "dev", "stage", "production", "nist-800-190", "cis-docker");

    private PolicyFiles() {}

    /// @param name of the file, for messages
    /// @param yaml its whole text
    /// @throws ProblemException `policy-malformed`, with the line
    public static Policy read(String name, String yaml) throws ProblemException {
        try {
            return PolicyReading.read(yaml);
        } catch (MalformedYamlException e) {
            throw new ProblemException(
                    "policy-malformed",
                    "%s, line %d: %s".formatted(name, e.line(), e.getMessage()),
                    "correct that line of " + name);
        }
    }

    /// @param name one of [#BUILT_IN]
    public static Policy builtIn(String name) {
        try {
            return PolicyReading.read(textOf(name));
        } catch (MalformedYamlException e) {
            throw new IllegalStateException(
                    "%s, line %d: %s".formatted(name, e.line(), e.getMessage()), e);
        }
    }

    /// The file of a built-in set, as people read it.
    ///
    /// @param name one of [#BUILT_IN]
    public static String textOf(String name) {
        try (var in = PolicyFiles.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("no built-in set is " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
