package org.tidewaiter.model;

import java.util.List;
import java.util.Optional;

/// One thing that is true of an image and may be wrong with it, with the evidence for it.
public sealed interface Finding {
    Severity severity();

    /// A flaw in a package. One flaw that several sources know under several ids is one finding.
    ///
    /// @param id the CVE id if the flaw has one, otherwise the id of the deciding record
    /// @param aliases the other ids, sorted
    /// @param severitySource who said the severity; empty where nobody did
    /// @param title one line; empty where the sources give none
    /// @param weaknesses by number, each once
    /// @param fixedVersions lowest first
    /// @param evidence the records that were compared; the one that decided comes first
    /// @param justification why it is not affected, where it is not; otherwise empty
    /// @param code whether the vulnerable code is there; nothing where no record names any
    record Vulnerability(
            String id,
            List<String> aliases,
            SoftwarePackage in,
            FindingState state,
            Severity severity,
            String severitySource,
            Optional<Cvss> cvss,
            ExploitSigns exploitSigns,
            String title,
            List<Weakness> weaknesses,
            List<String> fixedVersions,
            List<MatchEvidence> evidence,
            String justification,
            Optional<CodeEvidence> code)
            implements Finding {
        public Vulnerability {
            aliases = List.copyOf(aliases);
            weaknesses = Weakness.inOrder(weaknesses);
            fixedVersions = List.copyOf(fixedVersions);
            evidence = List.copyOf(evidence);
        }

        /// One of which no record names a weakness or the vulnerable code.
        public Vulnerability(
                String id,
                List<String> aliases,
                SoftwarePackage in,
                FindingState state,
                Severity severity,
                String severitySource,
                Optional<Cvss> cvss,
                ExploitSigns exploitSigns,
                String title,
                List<String> fixedVersions,
                List<MatchEvidence> evidence,
                String justification) {
            this(
                    id,
                    aliases,
                    in,
                    state,
                    severity,
                    severitySource,
                    cvss,
                    exploitSigns,
                    title,
                    List.of(),
                    fixedVersions,
                    evidence,
                    justification,
                    Optional.empty());
        }

        public boolean knows(String anyId) {
            return id.equalsIgnoreCase(anyId)
                    || aliases.stream().anyMatch(alias -> alias.equalsIgnoreCase(anyId));
        }

        /// Whether the package was made to do harm, so that no other version of it mends anything.
        ///
        /// @see "OpenSSF Malicious Packages, README, Malicious Package Identifiers"
        public boolean isOfMaliciousPackage() {
            return isOfMaliciousPackage(id)
                    || aliases.stream().anyMatch(Vulnerability::isOfMaliciousPackage);
        }

        private static boolean isOfMaliciousPackage(String anyId) {
            return anyId.startsWith("MAL-");
        }
    }
}
