package org.tidewaiter.model;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an image in a registry. A tag is only a name; resolving it yields a digest.
///
/// @param registry host with an optional port; `docker.io` where the user named none
/// @param repository for example `library/alpine`
/// @param tag empty only where a digest is given
/// @see "distribution reference grammar"
public record ImageReference(
        String registry, String repository, Optional<String> tag, Optional<Digest> digest) {
    private static final Pattern HOST =
            Pattern.compile(
                    "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
                            + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*"
                            + "|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");
    private static final Pattern REPOSITORY =
            Pattern.compile(
                    "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
                            + "(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    /// Reads a name as Docker does: `alpine` is `docker.io/library/alpine:latest`.
    ///
    /// @return nothing if the text is not an image reference
    public static Optional<ImageReference> parse(String text) {
        var rest = text;
        var digest = Optional.<Digest>empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Digest.parse(rest.substring(at + 1));
            if (digest.isEmpty()) {
                return Optional.empty();
            }
            rest = rest.substring(0, at);
        }
        var registry = "docker.io";
        int slash = rest.indexOf('/');
        if (slash > 0) {
            var first = rest.substring(0, slash);
            if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
                registry = first.equals("index.docker.io") ? "docker.io" : first;
                rest = rest.substring(slash + 1);
            }
        }
        var tag = Optional.<String>empty();
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = Optional.of(rest.substring(colon + 1));
            rest = rest.substring(0, colon);
        }
        if (registry.equals("docker.io") && !rest.contains("/")) {
            rest = "library/" + rest;
        }
        if (tag.isEmpty() && digest.isEmpty()) {
            tag = Optional.of("latest");
        }
        if (!HOST.matcher(registry).matches()
                || !REPOSITORY.matcher(rest).matches()
                || (registry + "/" + rest).length() > 255
                || tag.filter(one -> !TAG.matcher(one).matches()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new ImageReference(registry, rest, tag, digest));
    }

    /// What the manifest is asked for by: the digest where there is one, otherwise the tag.
    public String selector() {
        return digest.map(Digest::toString).or(() -> tag).orElseThrow();
    }

    @Override
    public String toString() {
        return registry
                + "/"
                + repository
                + tag.map(one -> ":" + one).orElse("")
                + digest.map(one -> "@" + one).orElse("");
    }
}
