package org.tidewaiter.cli;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.statement.Claims;
import picocli.CommandLine.Option;

/// The flags that say for what somebody signs, where a charter gives them several roles.
final class RoleFlags {
    @OnlyTyped
    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "Sign in this role of a charter, and in no other.")
    private @Nullable String role;

    @OnlyTyped
    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Sign for this stage of a charter, and for no other.")
    private @Nullable String stage;

    /// What is signed of it, beside the digest of the image.
    SortedMap<String, String> said() throws ProblemException {
        return addedTo(Map.of());
    }

    /// @param others that are signed beside the digest of the image too
    /// @throws ProblemException `usage`, if one is empty, or is said by `others` already
    SortedMap<String, String> addedTo(Map<String, String> others) throws ProblemException {
        var all = new TreeMap<>(others);
        add(Claims.ROLE, role, all);
        add(Claims.STAGE, stage, all);
        return all;
    }

    private static void add(String name, @Nullable String said, SortedMap<String, String> to)
            throws ProblemException {
        if (said == null) {
            return;
        }
        if (said.isBlank()) {
            throw new ProblemException(
                    "usage", "--%s names none".formatted(name), "name one, or leave the flag out");
        }
        if (to.putIfAbsent(name, said) != null) {
            throw new ProblemException(
                    "usage",
                    "--annotations and --%s both say the %s".formatted(name, name),
                    "say it once");
        }
    }
}
