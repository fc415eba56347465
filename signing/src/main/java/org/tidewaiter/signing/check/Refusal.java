package org.tidewaiter.signing.check;

import java.util.Locale;

/// Why something that is signed is not taken for evidence. The first thing that is wrong counts, in
/// the order in which the constants stand.
public enum Refusal {
    TOO_LARGE("it is larger than such a thing may be"),
    MALFORMED_JSON("it is no JSON, or JSON that two readers could read differently"),
    UNKNOWN_MEDIA_TYPE("it says that it is of a form that is not known"),
    MISSING_PART("a part that it must have is missing"),
    MALFORMED_BASE64("a part of it should be base64 and is not"),
    OTHER_MANIFEST_SUBJECT("the manifest that carries it refers to another image"),
    NO_SIGNATURE("it carries no signature"),
    MANY_SIGNATURES("it carries more than one signature, and it is not said which counts"),
    MALFORMED_SIGNATURE("its signature has not the form that such a signature has"),
    UNKNOWN_KEY("no key that is trusted here has signed it"),
    WRONG_PAYLOAD_TYPE("what is signed says that it is something else than what it is used as"),
    MALFORMED_STATEMENT("what is signed is not what it says it is"),
    OTHER_SUBJECT("it is about another image"),
    WEAK_SUBJECT("it names the image by a digest that is not trusted alone");

    private final String meaning;

    Refusal(String meaning) {
        this.meaning = meaning;
    }

    /// Stable, lower-case with hyphens.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// One clause for people.
    public String meaning() {
        return meaning;
    }
}
