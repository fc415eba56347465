package org.tidewaiter.cli;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.signing.statement.Claims;
import picocli.CommandLine.Option;

/// The flags that say for what somebody signs, where a charter gives them several roles.
final class RoleFlags {
    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "Sign in this role of a charter, and in no other.")
    private @Nullable String role;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Sign for this stage of a charter, and for no other.")
    private @Nullable String stage;

    /// @param said what else is signed beside the digest of the image
    SortedMap<String, String> addedTo(Map<String, String> said) {
        var all = new TreeMap<>(said);
        if (role != null) {
            all.put(Claims.ROLE, role);
        }
        if (stage != null) {
            all.put(Claims.STAGE, stage);
        }
        return all;
    }
}
