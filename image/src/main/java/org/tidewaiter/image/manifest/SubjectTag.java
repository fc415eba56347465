package org.tidewaiter.image.manifest;

import java.util.regex.Pattern;
import org.tidewaiter.model.Digest;

/// Tags that are made of the digest of an image, for what stands beside it.
///
/// @see "OCI distribution-spec 1.1, referrers tag schema; cosign, specs/SIGNATURE_SPEC.md"
public enum SubjectTag {
    /// The list of what refers to it, where a registry keeps no such list.
    REFERRERS(""),
    SIGNATURES(".sig"),
    ATTESTATIONS(".att"),
    BILL(".sbom");

    /// How tags begin under which something about a whole repository is kept.
    public static final String OF_REPOSITORY = "tidewaiter-";

    private static final int MAX_HEX = 64;
    private static final Pattern ANY =
            Pattern.compile("sha(?:256|512)-[0-9a-f]{64}(?:[0-9a-f]{64})?(?:\\.(?:sig|att|sbom))?");

    private final String ending;

    SubjectTag(String ending) {
        this.ending = ending;
    }

    public String of(Digest subject) {
        var hex = subject.hex();
        var end = this == REFERRERS ? Math.min(MAX_HEX, hex.length()) : hex.length();
        return subject.algorithm() + "-" + hex.substring(0, end) + ending;
    }

    /// Whether a tag looks like one of them: it names no image.
    public static boolean isOne(String tag) {
        return ANY.matcher(tag).matches();
    }

    /// Whether a tag names no image, but something about images: one of these, or one that we keep
    /// what is about a whole repository under.
    public static boolean isAboutImages(String tag) {
        return isOne(tag) || tag.startsWith(OF_REPOSITORY);
    }
}
