package org.tidewaiter.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.signing.stage.Ability;
import org.tidewaiter.signing.stage.RoleVerdict;
import org.tidewaiter.signing.stage.RoleVerdict.Asked;
import org.tidewaiter.signing.statement.PredicateTypes;

/// The command by which a holder supplies what a role has not said yet.
///
/// @param source as it was typed
/// @param named the digest that its name leads to
/// @param image the digest of the image itself; the same where no index led to it
record SupplyCommand(ImageSource source, Digest named, Digest image, Ability ability) {
    /// A folder, and what selects an image in it.
    private static final Pattern LAYOUT =
            Pattern.compile("((?:oci(?:-dir)?:)?.+?)(?:[:@](?:[^/:@]+|sha256:[0-9a-f]{64}))?");

    /// @return nothing where the role has spoken, and where no command would help: with a
    ///   certificate nothing of ours signs
    Optional<String> of(RoleVerdict role, String stage) {
        if (role.passed()
                || role.obstacle().isPresent()
                || role.able().stream().noneMatch(ability::hasKey)) {
            return Optional.empty();
        }
        var flags = role.named() ? " --role %s --stage %s".formatted(role.role(), stage) : "";
        var missing =
                role.asked().stream()
                        .filter(one -> role.missing(one) > 0)
                        .map(Asked::about)
                        .toList();
        if (role.kind().equals("signature")) {
            boolean all = missing.stream().anyMatch(about -> !about.contains(named));
            return Optional.of(
                    "tidewaiter sign --key KEY%s%s %s"
                            .formatted(flags, all ? " --recursive" : "", source.name()));
        }
        return Optional.of(
                missing.stream()
                        .map(about -> attest(role.kind(), flags, about))
                        .collect(Collectors.joining(" && ")));
    }

    /// What we find out ourselves is said of an image alone, and not of an index.
    private String attest(String kind, String flags, List<Digest> about) {
        boolean found = kind.equals("scan") || kind.equals("bill-of-materials");
        if (found && about.contains(image)) {
            return "tidewaiter attest --key KEY %s%s %s"
                    .formatted(kind.equals("scan") ? "--scan" : "--sbom", flags, called(image));
        }
        return "tidewaiter attest --key KEY --type %s --predicate FILE%s %s"
                .formatted(
                        PredicateTypes.ofWord(kind).getFirst(),
                        flags,
                        called(about.contains(named) ? named : about.getFirst()));
    }

    private String called(Digest digest) {
        if (digest.equals(named)) {
            return source.name();
        }
        var place = source.reference().map(StageFlags::name).orElseGet(this::layout);
        return place + "@" + digest;
    }

    private String layout() {
        var parts = LAYOUT.matcher(source.name());
        return parts.matches() ? parts.group(1) : source.name();
    }
}
