package org.tidewaiter.model;

import java.util.List;
import java.util.Optional;

/// One thing that is true of an image and may be wrong with it, with the evidence for it.
public sealed interface Finding {
    /// What waivers and reports call it: the id of the flaw, or of the check.
    String id();

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

    /// What a check found. Sealed, so that a report that names each kind forgets none.
    sealed interface OfCheck extends Finding {
        Check check();

        Place place();

        /// What was found, in one line for people; of a secret only its masked form.
        String message();

        @Override
        default String id() {
            return check().id();
        }

        @Override
        default Severity severity() {
            return check().severity();
        }
    }

    /// A credential that was left behind. The credential itself is never kept.
    ///
    /// @param masked so much of it that its owner knows it again, the rest as `*`
    /// @param fingerprint the same for the same credential in one image, and of no use to find it
    ///   out; 16 hexadecimal digits
    /// @param excuse why it is presumably none (`an example of the vendor's documentation`); then
    ///   it does not count. Empty where nothing speaks for that
    record Secret(Check check, Place place, String masked, String fingerprint, String excuse)
            implements OfCheck {
        @Override
        public String message() {
            return masked;
        }
    }

    /// A setting that should be otherwise.
    ///
    /// @param edit what to write instead, where that can be said
    record Setting(Check check, Place place, String message, Optional<Edit> edit)
            implements OfCheck {}

    /// Something that the image does not need.
    ///
    /// @param bytes what the image would lose in size without it
    record Clutter(Check check, Place place, String message, long bytes) implements OfCheck {}

    /// What another tool reports.
    ///
    /// @param tool its name
    /// @param excuse why it does not count, where that tool's report says so; otherwise empty
    record Reported(Check check, Place place, String message, String tool, String excuse)
            implements OfCheck {}

    /// The terms of a package that somebody may not be able to accept.
    ///
    /// @param in with its licences as it states them
    record Licence(Check check, Place place, SoftwarePackage in, String message)
            implements OfCheck {}
}
