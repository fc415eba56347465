package org.tidewaiter.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.manifest.BlobNotFoundException;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// What a person is told when a registry does not give what was asked for.
final class RegistryProblems {
    private static final Set<String> ANSWERS = Set.of("registry-denied", "registry-busy");
    private static final Pattern ABOUT_OUR_CERTIFICATE =
            Pattern.compile(
                    "Received fatal alert: (certificate_(required|unknown|expired|revoked)"
                            + "|bad_certificate|unsupported_certificate|unknown_ca)");

    private RegistryProblems() {}

    /// Whether this is about what a registry answered, and not about what we have at hand.
    static boolean isAnswer(ProblemException e) {
        return ANSWERS.contains(e.problem().code());
    }

    /// @param what is fetched, for example `registry.example/app:1`
    /// @param response with a status other than 200; is closed
    static ProblemException of(
            ImageReference image, String what, HttpResponse<InputStream> response) {
        var answer = Answer.of(response);
        return switch (response.statusCode()) {
            case 401, 403 -> denied(image, what, answer.text());
            case 404 ->
                    new ProblemException(
                            "image-not-found",
                            "%s is not in the registry (%s)".formatted(what, answer.text()),
                            "check the name and the tag; a file or folder of this name is not"
                                    + " here either");
            case 429 -> busy(image.registry(), what, answer.text(), response.headers());
            default -> broken(image.registry(), what, answer);
        };
    }

    /// @param what is written, for example `registry.example/advisories:1`
    /// @param response that refuses it; is closed
    static ProblemException ofWriting(
            ImageReference image, String what, HttpResponse<InputStream> response) {
        int status = response.statusCode();
        var answer = Answer.of(response);
        return switch (status) {
            case 401, 403 ->
                    new ProblemException(
                            "registry-denied",
                            "writing %s was refused (%s)".formatted(what, answer.text()),
                            "log in with 'tidewaiter login %s', or ask its owner for the right to"
                                            .formatted(image.registry())
                                    + " push");
            case 429 -> busy(image.registry(), what, answer.text(), response.headers());
            default ->
                    new ProblemException(
                            "registry-broken",
                            "%s answers %s when given %s"
                                    .formatted(image.registry(), answer.text(), what),
                            "check the name, or ask those who run the registry");
        };
    }

    /// @param response with a status other than 200; is closed
    static ProblemException ofBlob(
            ImageReference image, String what, HttpResponse<InputStream> response) {
        return response.statusCode() == 404
                ? new BlobNotFoundException(
                        "%s is not in the registry (%s)"
                                .formatted(what, Answer.of(response).text()),
                        "push the image again, with all its layers")
                : of(image, what, response);
    }

    /// @param what is fetched from a server that need not be a registry
    /// @param response with a status other than 200; is closed
    static ProblemException ofFile(String host, String what, HttpResponse<InputStream> response) {
        var answer = Answer.of(response);
        return response.statusCode() == 429
                ? busy(host, what, answer.text(), response.headers())
                : broken(host, what, answer);
    }

    /// @param response to a greeting, with a status other than 200; is closed
    static ProblemException ofLogin(String registry, HttpResponse<InputStream> response) {
        int status = response.statusCode();
        var answer = Answer.of(response);
        return status == 401 || status == 403
                ? new ProblemException(
                        "registry-denied",
                        "%s does not accept this user and password (%s)"
                                .formatted(registry, answer.text()),
                        "check both; some registries want an access token as the password")
                : broken(registry, "its API", answer);
    }

    /// @param response with the status 429; is closed
    static ProblemException busyWithTokens(String host, HttpResponse<InputStream> response) {
        return busy(host, "a token", Answer.of(response).text(), response.headers());
    }

    private static ProblemException busy(
            String host, String what, String answer, HttpHeaders headers) {
        var wait =
                RetryAfter.of(headers, Instant.now())
                        .map(it -> ", to be asked again in %d seconds".formatted(it.toSeconds()))
                        .orElse("");
        return new ProblemException(
                "registry-busy",
                "%s takes no more requests for %s (%s)%s".formatted(host, what, answer, wait),
                "wait, or log in, which often allows more");
    }

    private static ProblemException broken(String registry, String what, Answer answer) {
        return new ProblemException(
                answer.wantsCertificate()
                        ? wantsCertificate(registry, "it answers " + answer.text())
                        : new Problem(
                                "registry-broken",
                                "%s answers %s when asked for %s"
                                        .formatted(registry, answer.text(), what),
                                "try later, or ask those who run the registry"));
    }

    static ProblemException denied(ImageReference image, String what, String answer) {
        return new ProblemException(
                "registry-denied",
                "pulling %s was refused (%s)".formatted(what, answer),
                "check the name, log in with 'tidewaiter login %s', or ask its owner for pull rights"
                        .formatted(image.registry()));
    }

    static ProblemException of(ImageReference image, String what, IOException e) {
        return of(image.registry(), what, e);
    }

    static ProblemException of(String registry, String what, IOException e) {
        var problem =
                switch (e) {
                    case IOException _ when wantsCertificate(e) ->
                            wantsCertificate(registry, reason(e));
                    case SSLException _ ->
                            new Problem(
                                    "registry-untrusted",
                                    "no trusted connection to %s: %s"
                                            .formatted(registry, e.getMessage()),
                                    "give the CA certificate of the registry (--ca-certificate), or allow plain HTTP"
                                            + " for it if it has no TLS");
                    case ConnectException _, HttpTimeoutException _ ->
                            new Problem(
                                    "registry-unreachable",
                                    "%s cannot be reached for %s: %s"
                                            .formatted(registry, what, reason(e)),
                                    "check the name and the network");
                    default ->
                            new Problem(
                                    "registry-broken",
                                    "%s failed while giving %s: %s"
                                            .formatted(registry, what, reason(e)),
                                    "try again, or ask those who run the registry");
                };
        return new ProblemException(problem, e);
    }

    private static Problem wantsCertificate(String registry, String reason) {
        return new Problem(
                "registry-wants-certificate",
                "%s speaks only to clients whose certificate it knows: %s"
                        .formatted(registry, reason),
                ("put NAME.cert and NAME.key into ~/.config/containers/certs.d/%1$s or"
                                + " /etc/docker/certs.d/%1$s, or name them with"
                                + " --registry-client-cert and --registry-client-key")
                        .formatted(registry));
    }

    /// An alert that we receive is about what we showed, or did not show.
    private static boolean wantsCertificate(@Nullable Throwable e) {
        return e != null
                && (e instanceof CertificateWantedException
                        || ABOUT_OUR_CERTIFICATE.matcher(String.valueOf(e.getMessage())).find()
                        || wantsCertificate(e.getCause()));
    }

    private static String reason(Throwable e) {
        if (e instanceof UnresolvedAddressException) {
            return "there is no host of this name";
        }
        if (e.getMessage() != null) {
            return e.getMessage();
        }
        return e.getCause() == null ? "connection refused" : reason(e.getCause());
    }
}
