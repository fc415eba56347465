package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.certificate.Authorities;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.MalformedCertificateException;
import org.tidewaiter.signing.certificate.TrustedCertificates;
import org.tidewaiter.signing.certificate.WantedIdentity;
import org.tidewaiter.signing.certificate.WantedName;
import picocli.CommandLine.Option;

/// The flags that say whose certificates are believed, and whom they must name; as cosign calls
/// them.
final class CertificateFlags {
    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Believe what the key of this certificate has signed.")
    private @Nullable Path certificate;

    @Option(
            names = "--certificate-chain",
            paramLabel = "FILE",
            description = {
                "Believe certificates that lead to the last one in this file, by way of the others."
            })
    private @Nullable Path chain;

    @Option(
            names = "--ca-roots",
            paramLabel = "FILE",
            description = "Believe certificates that lead to one of those in this file.")
    private @Nullable Path roots;

    @Option(
            names = "--ca-intermediates",
            paramLabel = "FILE",
            description = "They may lead there by way of these.")
    private @Nullable Path intermediates;

    @Option(
            names = "--partial-chain",
            fallbackValue = "true",
            description = "Take as a root also what another authority has certified.")
    private boolean partial;

    @Option(
            names = "--certificate-identity",
            paramLabel = "NAME",
            description = {
                "The certificate must name exactly this address of mail, URI or host as its holder."
            })
    private @Nullable String identity;

    @Option(
            names = "--certificate-identity-regexp",
            paramLabel = "PATTERN",
            description = "Or a name in which this is found; write ^ and $ for the whole.")
    private @Nullable String identityPattern;

    @Option(
            names = "--certificate-oidc-issuer",
            paramLabel = "URL",
            description = "Who vouched for the name, as certificates of Fulcio say.")
    private @Nullable String provider;

    @Option(
            names = "--certificate-oidc-issuer-regexp",
            paramLabel = "PATTERN",
            description = "Or one in which this is found; '.*' also where nobody vouched.")
    private @Nullable String providerPattern;

    @SuppressWarnings("unused") // as cosign is called
    @Option(
            names = "--insecure-ignore-sct",
            fallbackValue = "true",
            description = "Taken, and of no effect: no log of certificates is asked.")
    private boolean withoutLog;

    TrustedCertificates trusted() throws ProblemException {
        var named =
                certificate == null
                        ? List.<Certificate>of()
                        : List.of(CertificateFiles.certificate(certificate));
        var authorities = authorities();
        var wanted = wanted();
        if (wanted.isPresent() && named.isEmpty() && authorities.roots().isEmpty()) {
            throw new ProblemException(
                    "usage",
                    "it was said whom a certificate must name, and not whose certificates count",
                    "name the roots with --ca-roots, or the certificate with --certificate");
        }
        return new TrustedCertificates(named, authorities, wanted);
    }

    /// @throws ProblemException where anybody whom an authority has certified would do
    void requireIdentity() throws ProblemException {
        if (certificate == null
                && (roots != null || chain != null)
                && identity == null
                && identityPattern == null) {
            throw new ProblemException(
                    "usage",
                    "it was not said whom a certificate must name",
                    "say it with --certificate-identity or --certificate-identity-regexp");
        }
    }

    private Authorities authorities() throws ProblemException {
        if (chain != null && (roots != null || intermediates != null)) {
            throw both("--certificate-chain", "--ca-roots and --ca-intermediates");
        }
        if (chain != null) {
            var all = CertificateFiles.certificates(chain);
            return of(chain, List.of(all.getLast()), all.subList(0, all.size() - 1));
        }
        if (roots != null) {
            var between =
                    intermediates == null
                            ? List.<Certificate>of()
                            : CertificateFiles.certificates(intermediates);
            return of(roots, CertificateFiles.certificates(roots), between);
        }
        if (intermediates != null) {
            throw new ProblemException(
                    "usage",
                    "--ca-intermediates lead to no root",
                    "name the roots with --ca-roots");
        }
        return Authorities.none();
    }

    private Authorities of(Path file, List<Certificate> roots, List<Certificate> between)
            throws ProblemException {
        try {
            return partial ? Authorities.ofAny(roots, between) : Authorities.of(roots, between);
        } catch (MalformedCertificateException e) {
            throw CertificateFiles.unusable(file, e);
        }
    }

    private Optional<WantedIdentity> wanted() throws ProblemException {
        var name = name(identity, identityPattern, "--certificate-identity");
        var vouched = name(provider, providerPattern, "--certificate-oidc-issuer");
        return name.isEmpty() && vouched.isEmpty()
                ? Optional.empty()
                : Optional.of(new WantedIdentity(name, vouched));
    }

    private static Optional<WantedName> name(
            @Nullable String exact, @Nullable String pattern, String flag) throws ProblemException {
        if (exact != null && pattern != null) {
            throw both(flag, flag + "-regexp");
        }
        if (pattern == null) {
            return Optional.ofNullable(exact).map(WantedName::exactly);
        }
        var like = WantedName.like(pattern);
        if (like.isEmpty()) {
            throw new ProblemException(
                    "usage",
                    "'%s' is no regular expression".formatted(pattern),
                    "give %s-regexp one, or %s the name itself".formatted(flag, flag));
        }
        return like;
    }

    private static ProblemException both(String one, String other) {
        return new ProblemException(
                "usage",
                "%s and %s say the same thing twice".formatted(one, other),
                "use one of them");
    }
}
