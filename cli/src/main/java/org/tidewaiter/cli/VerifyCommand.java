package org.tidewaiter.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.trust.Trust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidewaiter verify`: whether an image is signed by whom it must be.
@Command(
        name = "verify",
        description = {
            "Say whether an image is signed by a key, or by whom a charter wants for a stage, and what"
                    + " else is signed about it."
        },
        footer = {
            "  tidewaiter verify registry.example/app:1 --key release.pub",
            "  tidewaiter verify registry.example/app:1 -k qa.pub -a stage=qa",
            "  tidewaiter verify oci:build/app:1 --key build.pub --type provenance",
            "  tidewaiter verify registry.example/app:1 --ca-roots acme.pem"
                    + " --certificate-identity release@acme.example",
            "  tidewaiter verify registry.example/app:1 --gpg-key /etc/pki/release.asc",
            "  tidewaiter verify --blob app.tar.gz --bundle app.tar.gz.sigstore.json --key release.pub",
            "  tidewaiter verify registry.example/app:1 --policy /etc/containers/policy.json",
            "  tidewaiter verify registry.example/app:1 --charter acme.charter --stage prod",
            "",
            "A statement by the key about something else, for example that a scan failed, is no"
                    + " signature. Exit codes: 0 there is what was asked for, 2 there is not, 1 it cannot be"
                    + " told.",
            "",
            "Formats: table, json.",
        })
final class VerifyCommand extends EvidenceCommand {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "signature",
            description = {
                "Ask for this in place of a signature: provenance, bill-of-materials, scan, vex,"
                        + " test-result, verification-summary, link, custom; a word of cosign's"
                        + " (slsaprovenance1, spdxjson, vuln, ...); or the address of a predicate type."
            })
    private String type = "signature";

    @Option(
            names = {"-a", "--annotations"},
            split = ",",
            hideParamSyntax = true,
            paramLabel = "NAME=VALUE",
            description = "It must say this too; may be repeated.")
    private List<String> annotations = new ArrayList<>();

    @SuppressWarnings("unused") // as cosign is called; we ask no log for what a key has signed
    @Option(
            names = {"--insecure-ignore-tlog", "--private-infrastructure", "--offline"},
            fallbackValue = "true",
            description = "Taken, and of no effect: no transparency log is asked about a key.")
    private boolean withoutLog;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = {
                "Say whether this policy.json accepts the image, as podman does; nothing else is asked."
            })
    private @Nullable Path policy;

    @Mixin private SignedBlobFlags blob = new SignedBlobFlags();
    @Mixin private StageFlags stage = new StageFlags();

    @Override
    public Integer call() throws Exception {
        var file = blob.file();
        if (file.isPresent()) {
            return verify(file.get());
        }
        blob.requireNone();
        if (isByCharter()) {
            return judge();
        }
        if (JudgedBy.CHARTER.isTyped(typed())) {
            stage.requireNone();
        }
        var rules = policy;
        return rules != null && isByPolicy() ? judge(rules, output.targets(FORMATS)) : verify();
    }

    private boolean isByCharter() {
        return stage.isGiven() && JudgedBy.CHARTER.counts(typed());
    }

    private boolean isByPolicy() {
        return policy != null && JudgedBy.POLICY.counts(typed());
    }

    private boolean isByKeys() throws ProblemException {
        return JudgedBy.KEYS.counts(typed())
                && (!trusted().isEmpty() || !annotations.isEmpty() || !type.equals("signature"));
    }

    private int judge(Path file, List<OutputTarget> targets) throws Exception {
        if (isByKeys()) {
            throw new ProblemException(
                    "usage",
                    "a policy says itself who is believed, and what must be signed",
                    "leave out --policy, or else the keys, --type and --annotations");
        }
        var judged = judge(file);
        OutputFlags.write(
                targets,
                program(),
                (target, out) -> {
                    if (target.format().equals("json")) {
                        PolicyPage.json(judged, out);
                    } else {
                        PolicyPage.page(judged, out);
                    }
                });
        return judged.decision().isAccepted() ? ExitCodes.PASSED : ExitCodes.REFUSED;
    }

    private int judge() throws Exception {
        var targets = output.targets(FORMATS);
        if (isByKeys() || isByPolicy()) {
            throw new ProblemException(
                    "usage",
                    "a charter says itself who is believed, and what must be signed",
                    "leave out --charter, or else the keys, --policy, --type and --annotations");
        }
        try {
            var answer = StageAnswer.of(stage, program(), this::find);
            OutputFlags.write(
                    targets,
                    program(),
                    (target, out) -> {
                        if (target.format().equals("json")) {
                            StageJson.write(answer, out);
                        } else {
                            new StagePage(answer).write(out);
                        }
                    });
            return answer.verdict().passed() ? ExitCodes.PASSED : ExitCodes.REFUSED;
        } catch (RefusedException e) {
            return tell(e, targets);
        }
    }

    /// Nothing of an earlier answer is left in a file.
    private int tell(RefusedException refused, List<OutputTarget> targets) throws Exception {
        var name = imageName();
        OutputFlags.write(
                targets,
                program(),
                (target, out) -> {
                    if (target.format().equals("json")) {
                        StageJson.write(refused, name, out);
                    } else if (target.file().isPresent()) {
                        stage.tell(refused, new PrintStream(out, true, StandardCharsets.UTF_8));
                    }
                });
        stage.tell(refused, program().streams().err());
        return ExitCodes.REFUSED;
    }

    private int verify(Path file) throws Exception {
        if (isByCharter() || isByPolicy() || isImageNamed()) {
            throw new ProblemException(
                    "usage",
                    "--blob verifies a file, of which no policy or charter says anything",
                    "give IMAGE or --blob FILE, and with the latter --bundle or --signature");
        }
        var targets = output.targets(FORMATS);
        var wanted = WantedEvidence.of(type, annotations);
        var page = new BlobPage(blob.judged(file, believed()), wanted);
        OutputFlags.write(targets, program(), page::write);
        return page.passed() ? ExitCodes.PASSED : ExitCodes.REFUSED;
    }

    private int verify() throws Exception {
        var targets = output.targets(FORMATS);
        var wanted = WantedEvidence.of(type, annotations);
        var found = find(believed());
        boolean passed =
                found.subjects().stream().flatMap(one -> one.verified()).anyMatch(wanted::isMetBy);
        OutputFlags.write(
                targets,
                program(),
                (target, out) -> {
                    if (target.format().equals("json")) {
                        EvidenceJson.write(found, Optional.of(wanted), passed, out);
                    } else {
                        EvidencePage.verification(found, wanted, passed, out);
                    }
                });
        return passed ? ExitCodes.PASSED : ExitCodes.REFUSED;
    }

    /// @throws ProblemException where anybody's signature would do, or nobody's
    private Trust believed() throws ProblemException {
        var trusted = trusted();
        if (trusted.isEmpty()) {
            throw new ProblemException(
                    "usage",
                    "it was not said whose signature is wanted",
                    "name a public key, for example --key release.pub or --gpg-key release.asc, or"
                            + " a charter with --charter and --stage; 'tidewaiter evidence tree'"
                            + " lists what there is");
        }
        certificateFlags.requireIdentity();
        return trusted;
    }
}
