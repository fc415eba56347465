package org.tidewaiter.cli;

import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.stage.RoleVerdict;
import org.tidewaiter.signing.statement.PredicateTypes;

/// The command by which a holder supplies what a role has not said yet.
///
/// @param image as it was typed
/// @param named the digest that its name leads to
record SupplyCommand(String image, Digest named) {
    /// @return nothing where the role has spoken, and where no command would help
    Optional<String> of(RoleVerdict role, String stage) {
        if (role.passed() || role.obstacle().isPresent() || role.able().isEmpty()) {
            return Optional.empty();
        }
        var flags = role.named() ? " --role %s --stage %s".formatted(role.role(), stage) : "";
        return Optional.of(
                switch (role.kind()) {
                    case "signature" ->
                            "tidewaiter sign --key KEY%s%s %s"
                                    .formatted(
                                            flags, isOfAnother(role) ? " --recursive" : "", image);
                    case "scan" ->
                            "tidewaiter attest --key KEY --scan%s %s".formatted(flags, image);
                    case "bill-of-materials" ->
                            "tidewaiter attest --key KEY --sbom%s %s".formatted(flags, image);
                    default ->
                            "tidewaiter attest --key KEY --type %s --predicate FILE%s %s"
                                    .formatted(
                                            PredicateTypes.ofWord(role.kind()).getFirst(),
                                            flags,
                                            image);
                });
    }

    /// Whether something else must be signed than the name leads to.
    private boolean isOfAnother(RoleVerdict role) {
        return role.asked().stream()
                .anyMatch(one -> role.missing(one) > 0 && !one.about().contains(named));
    }
}
