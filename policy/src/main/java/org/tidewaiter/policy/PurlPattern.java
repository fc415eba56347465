package org.tidewaiter.policy;

import java.util.Optional;
import org.tidewaiter.model.Purl;

/// A purl in which `*` in the namespace, the name and the version stands for any run of characters.
/// A part that the pattern does not name may be anything: `pkg:npm/lodash` is every version of it.
/// But a namespace that is part of the name must be named: `pkg:npm/lodash` is not `@evil/lodash`.
/// Of a distribution's package it may be left out: `pkg:deb/openssl` is, like `pkg:deb/*/openssl`,
/// that package of every Debian derivative.
///
/// @param purl the parts of the pattern
public record PurlPattern(Purl purl) {
    /// @return nothing if the text is not a purl
    public static Optional<PurlPattern> parse(String text) {
        return Purl.parse(text).map(PurlPattern::new);
    }

    public boolean matches(Purl candidate) {
        return purl.type().equals(candidate.type())
                && isNamespace(candidate)
                && new Glob(purl.name()).matches(candidate.name())
                && isAnyOr(purl.version(), candidate.version())
                && isAnyOr(purl.subpath(), candidate.subpath())
                && purl.qualifiers().entrySet().stream()
                        .allMatch(one -> candidate.qualifier(one.getKey()).equals(one.getValue()));
    }

    private boolean isNamespace(Purl candidate) {
        return (purl.namespace().isEmpty() && purl.isKeptInDatabase())
                || new Glob(purl.namespace()).matches(candidate.namespace());
    }

    private static boolean isAnyOr(String pattern, String text) {
        return pattern.isEmpty() || new Glob(pattern).matches(text);
    }

    @Override
    public String toString() {
        return purl.toString();
    }
}
