package org.tidewaiter.signing.statement;

import static org.tidewaiter.model.EvidenceKind.BILL_OF_MATERIALS;
import static org.tidewaiter.model.EvidenceKind.CUSTOM;
import static org.tidewaiter.model.EvidenceKind.LINK;
import static org.tidewaiter.model.EvidenceKind.PROVENANCE;
import static org.tidewaiter.model.EvidenceKind.SCAN;
import static org.tidewaiter.model.EvidenceKind.SIGNATURE;
import static org.tidewaiter.model.EvidenceKind.TEST_RESULT;
import static org.tidewaiter.model.EvidenceKind.VERIFICATION_SUMMARY;
import static org.tidewaiter.model.EvidenceKind.VEX;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.signing.check.RefusedException;

/// The types of statements that are understood. Every other is
/// [org.tidewaiter.model.EvidenceKind#CUSTOM]: it is evidence that somebody said something, and no
/// more. What a type must say is what its specification has as required; where programs in use
/// leave that out, it may be said.
public final class PredicateTypes {
    private static final PredicateType SUMMARY =
            PredicateType.of(VERIFICATION_SUMMARY, "", "https://slsa.dev/verification_summary/v1")
                    .must("verifier", "verifier.id")
                    .must("resource", "resourceUri")
                    .mustBe("result", "verificationResult", "PASSED", "FAILED")
                    .list("levels", "verifiedLevels")
                    .may("policy", "policy.uri")
                    .may("policy digest", "policy.digest.sha256")
                    .count("input attestations", "inputAttestations")
                    .may("slsa version", "slsaVersion")
                    .madeAt("timeVerified");
    private static final PredicateType SIMPLE_RESULT =
            PredicateType.of(VERIFICATION_SUMMARY, "", "https://in-toto.io/attestation/svr/v0.1")
                    .must("verifier", "verifier.id")
                    .must("verified", "timeCreated")
                    .mustList("properties", "properties")
                    .madeAt("timeCreated");
    private static final PredicateType VULNERABILITIES =
            PredicateType.of(SCAN, "", "https://in-toto.io/attestation/vulns/v0.2")
                    .must("scanner", "scanner.uri")
                    .may("scanner version", "scanner.version")
                    .may("database updated", "scanner.db.lastUpdate")
                    .may("database version", "scanner.db.version")
                    .mustCount("findings", "scanner.result")
                    .count("gaps", "tidewaiterGaps")
                    .madeAt("metadata.scanFinishedOn");
    private static final PredicateType SPDX =
            PredicateType.of(BILL_OF_MATERIALS, "spdxjson", "https://spdx.dev/Document")
                    .may("format", "spdxVersion")
                    .may("name", "name")
                    .count("packages", "packages")
                    .madeAt("creationInfo.created");
    private static final PredicateType CYCLONEDX =
            PredicateType.of(BILL_OF_MATERIALS, "cyclonedx", "https://cyclonedx.org/bom")
                    .may("format", "specVersion")
                    .may("serial number", "serialNumber")
                    .count("packages", "components")
                    .madeAt("metadata.timestamp");
    private static final PredicateType OPEN_VEX =
            PredicateType.of(VEX, "openvex", "https://openvex.dev/ns")
                    .may("author", "author")
                    .count("statements", "statements")
                    .madeAt("timestamp");
    private static final PredicateType STEP =
            PredicateType.of(LINK, "link", "https://in-toto.io/Link/v1")
                    .may("step", "name")
                    .list("command", "command");

    /// Every type that we know. This list is the only place that names them.
    public static final List<PredicateType> BUILT_IN =
            List.of(
                    PredicateType.of(SIGNATURE, "", "https://sigstore.dev/cosign/sign/v1"),
                    PredicateType.of(
                                    PROVENANCE, "slsaprovenance1", "https://slsa.dev/provenance/v1")
                            .must("builder", "runDetails.builder.id")
                            .must("build type", "buildDefinition.buildType")
                            .may("invocation", "runDetails.metadata.invocationId")
                            .count("dependencies", "buildDefinition.resolvedDependencies")
                            .mayIfText(
                                    "source",
                                    "buildDefinition.externalParameters.configSource.uri",
                                    "buildDefinition.externalParameters.source.uri",
                                    "buildDefinition.externalParameters.workflow.repository")
                            .mayIfText(
                                    "source ref", "buildDefinition.externalParameters.workflow.ref")
                            .madeAt("runDetails.metadata.finishedOn"),
                    PredicateType.of(
                                    PROVENANCE,
                                    "slsaprovenance02",
                                    "https://slsa.dev/provenance/v0.2")
                            .must("builder", "builder.id")
                            .must("build type", "buildType")
                            .may("source", "invocation.configSource.uri")
                            .may("entry point", "invocation.configSource.entryPoint")
                            .count("materials", "materials")
                            .madeAt("metadata.buildFinishedOn"),
                    SUMMARY,
                    SUMMARY.also("", "https://slsa.dev/verification_summary/v0.2"),
                    SIMPLE_RESULT,
                    SIMPLE_RESULT
                            .mustCount("policies", "verifier.policies")
                            .also("", "https://in-toto.io/attestation/svr/v0.2"),
                    VULNERABILITIES,
                    VULNERABILITIES.also("", "https://in-toto.io/attestation/vulns/v0.1"),
                    PredicateType.of(
                                    SCAN, "vuln", "https://cosign.sigstore.dev/attestation/vuln/v1")
                            .may("scanner", "scanner.uri")
                            .may("scanner version", "scanner.version")
                            .may("database updated", "scanner.db.lastUpdate")
                            .may("database version", "scanner.db.version")
                            .madeAt("metadata.scanFinishedOn"),
                    SPDX,
                    SPDX.also("", "https://spdx.dev/Document/v2.3"),
                    CYCLONEDX,
                    CYCLONEDX.also("", "https://cyclonedx.org/bom/v1.6"),
                    OPEN_VEX,
                    OPEN_VEX.also("", "https://openvex.dev/ns/v0.2.0"),
                    PredicateType.of(
                                    TEST_RESULT,
                                    "",
                                    "https://in-toto.io/attestation/test-result/v0.1")
                            .mustBe("result", "result", "PASSED", "WARNED", "FAILED")
                            .may("page", "url")
                            .count("passed", "passedTests")
                            .count("warned", "warnedTests")
                            .count("failed", "failedTests"),
                    STEP,
                    STEP.also("", "https://in-toto.io/attestation/link/v0.3"),
                    PredicateType.of(CUSTOM, "custom", "https://cosign.sigstore.dev/attestation/v1")
                            .madeAt("Timestamp"));

    private PredicateTypes() {}

    /// @return one that says nothing to us where it is not known
    static PredicateType of(String uri) {
        return BUILT_IN.stream()
                .filter(type -> type.uri().equals(uri))
                .findFirst()
                .orElseGet(() -> PredicateType.of(CUSTOM, "", uri));
    }

    /// For who is about to sign it: nobody could verify it otherwise.
    ///
    /// @param uri of the type that a predicate shall have
    /// @throws RefusedException if what it must say is missing, or something is not what it may be
    public static void require(String uri, Json predicate) throws RefusedException {
        of(uri).claims(predicate);
    }

    /// What people type for a type, as cosign has it: `slsaprovenance` is that of version 0.2.
    ///
    /// @return the address; nothing for what is no such word
    public static Optional<String> named(String alias) {
        var word =
                switch (alias) {
                    case "slsaprovenance" -> "slsaprovenance02";
                    case "spdx" -> "spdxjson";
                    default -> alias;
                };
        return BUILT_IN.stream()
                .filter(type -> !word.isEmpty() && type.alias().equals(word))
                .map(PredicateType::uri)
                .findFirst();
    }

    /// What people type for the statements that a role says.
    ///
    /// @param said a kind, a word of cosign's, or an address
    /// @return words and addresses, the first of which is the usual one
    public static List<String> ofWord(String said) {
        var types =
                BUILT_IN.stream()
                        .filter(type -> type.kind().word().equals(said))
                        .map(type -> type.alias().isEmpty() ? type.uri() : type.alias())
                        .distinct()
                        .toList();
        return types.isEmpty() ? List.of(said) : types;
    }
}
