package org.tidewaiter.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.yaml.MalformedYamlException;
import org.tidewaiter.policy.yaml.Yaml;
import org.tidewaiter.policy.yaml.Yaml.YamlMapping;

/// Reads waivers from the `tidewaiter.yaml` of whoever scans; never from what is scanned.
///
/// ```yaml
/// waivers:
///   - id: CVE-2024-0001
///     package: pkg:deb/debian/openssl    # optional
///     image: registry.example/shop/*     # optional, as all that follow until the owner
///     digest: sha256:...                 # of the image, its configuration or its index
///     path: opt/app/*
///     instruction: RUN apt-get install * # the line of the Dockerfile that brought it
///     stage: dev                         # counts where the image is to go there
///     owner: ann@example.org
///     reason: the affected command is not in the image
///     expires: 2026-12-31
///     approved-by: ben@example.org
/// ```
///
/// What it does not know, what stands twice and what is missing is refused with its line, since a
/// slip of the pen in this file hides a flaw.
public final class WaiverFile {
    private static final Set<String> KEYS =
            Set.of(
                    "id",
                    "package",
                    "image",
                    "digest",
                    "path",
                    "instruction",
                    "stage",
                    "owner",
                    "reason",
                    "expires",
                    "approved-by");

    private final String name;

    private WaiverFile(String name) {
        this.name = name;
    }

    /// @param name of the file, for messages
    /// @param yaml its whole text
    /// @return in the order of the file
    /// @throws ProblemException `waivers-malformed`, with the line
    public static List<Waiver> read(String name, String yaml) throws ProblemException {
        try {
            return new WaiverFile(name).waivers(yaml);
        } catch (MalformedYamlException e) {
            throw new ProblemException(
                    "waivers-malformed",
                    "%s, line %d: %s".formatted(name, e.line(), e.getMessage()),
                    "correct that line of " + name);
        }
    }

    private List<Waiver> waivers(String yaml) throws MalformedYamlException {
        var waivers = new ArrayList<Waiver>();
        var document = Yaml.read(yaml);
        if (document.isPresent()) {
            var top = document.get().mapping(name, Set.of("waivers"));
            for (var item : top.need("waivers").items("'waivers'")) {
                waivers.add(waiver(item.mapping("a waiver", KEYS)));
            }
        }
        return waivers;
    }

    private static Waiver waiver(YamlMapping fields) throws MalformedYamlException {
        var owner = fields.need("owner").text("'owner'");
        var approver = fields.need("approved-by");
        if (Waiver.isSamePerson(owner, approver.text("'approved-by'"))) {
            throw new MalformedYamlException(
                    approver.line(), "'%s' cannot approve their own waiver".formatted(owner));
        }
        return new Waiver(
                fields.need("id").text("'id'"),
                new WaiverScope(
                        packages(fields.get("package")),
                        optionalText(fields, "image"),
                        digest(fields.get("digest")),
                        optionalText(fields, "path"),
                        optionalText(fields, "instruction"),
                        optionalText(fields, "stage")),
                owner,
                fields.need("reason").text("'reason'"),
                date(fields.need("expires")),
                approver.text("'approved-by'"),
                new Approval.Stated());
    }

    private static Optional<PurlPattern> packages(Optional<Yaml> field)
            throws MalformedYamlException {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        var text = field.get().text("'package'");
        var pattern = PurlPattern.parse(text);
        if (pattern.isEmpty()) {
            throw new MalformedYamlException(
                    field.get().line(),
                    "'%s' is not a purl; one is pkg:deb/debian/openssl".formatted(text));
        }
        return pattern;
    }

    private static Optional<Digest> digest(Optional<Yaml> field) throws MalformedYamlException {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        var text = field.get().text("'digest'");
        var digest = Digest.parse(text);
        if (digest.isEmpty()) {
            throw new MalformedYamlException(
                    field.get().line(), "'%s' is not a digest like sha256:...".formatted(text));
        }
        return digest;
    }

    private static Optional<String> optionalText(YamlMapping fields, String key)
            throws MalformedYamlException {
        var field = fields.get(key);
        return field.isPresent()
                ? Optional.of(field.get().text("'" + key + "'"))
                : Optional.empty();
    }

    private static LocalDate date(Yaml field) throws MalformedYamlException {
        var text = field.text("'expires'");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new MalformedYamlException(
                    field.line(), "'%s' is not a date like 2026-12-31".formatted(text));
        }
    }
}
