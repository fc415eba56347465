package org.tidewaiter.model;

import java.util.Locale;

/// What a signed statement is. It is told from the content that was verified, never from an
/// annotation, a tag or a file name.
public enum EvidenceKind {
    /// Somebody puts a name to the image, and says no more.
    SIGNATURE("signature"),
    /// How it was built, from what, and by whom.
    PROVENANCE("provenance"),
    BILL_OF_MATERIALS("bill of materials"),
    /// The vulnerabilities that a scanner found.
    SCAN("scan report"),
    VEX("VEX document"),
    TEST_RESULT("test result"),
    /// Somebody has verified other evidence.
    VERIFICATION_SUMMARY("verification summary"),
    /// One step of a supply chain, as in-toto had it first.
    LINK("link"),
    /// Of a type that says nothing to us.
    CUSTOM("statement");

    private final String label;

    EvidenceKind(String label) {
        this.label = label;
    }

    /// As it is named to people.
    public String label() {
        return label;
    }

    /// As it is typed, and written in documents: `bill-of-materials`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
