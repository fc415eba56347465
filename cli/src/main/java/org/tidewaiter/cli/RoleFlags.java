package org.tidewaiter.cli;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
    SortedMap<String, String> said() {
        var said = new TreeMap<String, String>();
        if (role != null) {
            said.put(Claims.ROLE, role);
        }
        if (stage != null) {
            said.put(Claims.STAGE, stage);
        }
        return said;
    }

    /// @param others that are signed beside the digest of the image too
    SortedMap<String, String> addedTo(Map<String, String> others) {
        var all = new TreeMap<>(others);
        all.putAll(said());
        return all;
    }
}
