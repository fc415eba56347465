package org.tidewaiter.signing.check;

import java.util.Locale;

/// Why something that is signed is not taken for evidence. The first thing that is wrong counts;
/// the constants stand about in the order in which things are looked at.
public enum Refusal {
    UNKNOWN_FORM(
            "it is in none of the forms of evidence that are known",
            "sign with a program that writes one of the forms"),
    UNREADABLE_MANIFEST(
            "the manifest that should say what it is cannot be had, or is none",
            "have it attached anew"),
    MISSING_BYTES(
            "its bytes cannot be had, or are not those of its digest", "have it attached anew"),
    TOO_LARGE("it is larger than such a thing may be", "attach large documents by their digest"),
    OTHER_MANIFEST_SUBJECT(
            "the manifest that carries it refers to another image, or to none",
            "have it attached anew, to this image"),
    UNKNOWN_MEDIA_TYPE(
            "it says that it is of a form or version that is not known",
            "sign with a program that writes one of the forms"),
    MALFORMED_JSON("it is no JSON, or JSON that two readers could read differently", "sign anew"),
    AMBIGUOUS_NAME(
            "a name in it differs from one that means something only in capital letters",
            "sign anew"),
    UNKNOWN_PART("it has a part that must be understood and is not known", "sign anew"),
    MISSING_PART("a part that it must have is missing", "sign anew"),
    WRONG_PART("a part of it is something else than it should be", "sign anew"),
    MALFORMED_BASE64(
            "a part of it should be base64, in its one canonical form, and is not", "sign anew"),
    EMPTY_PAYLOAD("nothing at all is signed", "sign anew"),
    TWO_CONTENTS("it carries two contents, of which two readers could take either", "sign anew"),
    TWO_IDENTITIES("it says in two ways who has signed", "sign anew"),
    DIFFERENT_KEY_HINTS("it names two keys for one signature", "sign anew"),
    NO_SIGNATURE("it carries no signature", "sign it"),
    MANY_SIGNATURES(
            "it carries more signatures than such a thing may",
            "write each signature into a document of its own"),
    MALFORMED_SIGNATURE(
            "its signature has not the form that any signature has",
            "sign anew; ECDSA signatures are written as DER"),
    UNTRUSTED_CERTIFICATE(
            "it is signed by a certificate, and no authority is trusted here",
            "name its authority with --ca-roots, or the certificate itself with --certificate"),
    MALFORMED_CERTIFICATE(
            "a certificate that comes with it is none, or one that two readers could read"
                    + " differently",
            "have the certificate issued anew, as version 3 in DER"),
    MANY_CERTIFICATES(
            "more certificates come with it than a chain needs",
            "sign with the certificate, and those that lead to its authority, alone"),
    NOT_BY_CERTIFICATE(
            "the key of the certificate that comes with it has not signed it",
            "have it signed anew: it was changed, or another certificate was put to it"),
    UNKNOWN_AUTHORITY(
            "no chain leads from its certificate to an authority that is trusted here",
            "name the root with --ca-roots, and what is between with --ca-intermediates"),
    SIGNED_BY_AUTHORITY(
            "its certificate is that of an authority, which certifies others and signs nothing"
                    + " else",
            "sign with a certificate that is no authority's"),
    NO_SIGNING_USAGE(
            "its certificate does not say that its key is for digital signatures",
            "have a certificate issued with the key usage digitalSignature"),
    NO_CODE_SIGNING(
            "a certificate of its chain is not for the signing of code",
            "have a certificate issued with the extended key usage codeSigning"),
    EARLY_CERTIFICATE(
            "a certificate of its chain is not good yet", "wait for it, or set the clocks right"),
    EXPIRED_CERTIFICATE(
            "a certificate of its chain is not good any more",
            "sign anew with one that is; when it was signed, nobody has witnessed"),
    NOT_AN_AUTHORITY(
            "a certificate of its chain certifies another and may not",
            "have it issued by an authority"),
    LONG_CHAIN(
            "its chain is longer than an authority in it allows",
            "have a certificate issued by an authority nearer to the root"),
    WEAK_CERTIFICATE(
            "a certificate of its chain is signed in a way that is not trusted",
            "have it issued anew, signed with SHA-256 or better"),
    CRITICAL_CERTIFICATE_EXTENSION(
            "a certificate of its chain wants something understood that is not known",
            "have it issued without extensions that are marked as critical"),
    FOREIGN_NAMES(
            "its certificate has names that an authority of its chain may not give",
            "have it issued for names that the authority may give"),
    BROKEN_CHAIN("its chain breaks another rule of X.509", "have the certificates issued anew"),
    OTHER_IDENTITY(
            "its certificate names somebody else than who was asked for",
            "name who signed with --certificate-identity, if it is who you mean"),
    OTHER_PROVIDER(
            "somebody else vouched for the name in its certificate than who was asked for",
            "name who vouched with --certificate-oidc-issuer, if it is who you mean"),
    UNKNOWN_KEY(
            "no key that is trusted here has signed it",
            "name the key of who signed with --key or --gpg-key, or have it signed anew if it was"
                    + " changed"),
    WRONG_PAYLOAD_TYPE(
            "what is signed says that it is something else than what it is used as", "sign anew"),
    UNKNOWN_STATEMENT_TYPE(
            "what is signed is a statement of a version that is not known",
            "sign an in-toto statement of version 0.1 or 1"),
    WRONG_SIGNATURE_TYPE("what is signed is a payload of another kind of signature", "sign anew"),
    NO_SUBJECT("it names nothing that it is about", "sign anew, for the digest of the image"),
    MANY_SUBJECTS("it is about more things than one statement may be", "sign them in parts"),
    MALFORMED_DIGEST(
            "a digest in it is not written as digests are",
            "sign anew, with digests in lower-case hex digits"),
    WEAK_SUBJECT(
            "it names the image by a digest that is not trusted alone",
            "sign anew, with the SHA-256 of the manifest"),
    OTHER_SUBJECT("it is about something else than what is verified", "sign what is verified"),
    OTHER_NAME(
            "it was signed under another name than that of the image",
            "ask for the image by the name that was signed, or sign it under this one"),
    NO_PREDICATE_TYPE("it does not say what kind of statement it is", "sign anew"),
    INCOMPLETE_PREDICATE(
            "what it says lacks something that statements of its type must have", "sign anew"),
    MALFORMED_PREDICATE("what it says is not what statements of its type may say", "sign anew"),
    OTHER_MESSAGE_DIGEST(
            "the digest that it states is not that of what is verified", "sign what is verified"),
    WEAK_MESSAGE_DIGEST(
            "it states the message by a kind of digest that is not trusted",
            "sign anew, with SHA-256 or better"),
    MALFORMED_MESSAGE(
            "it is no OpenPGP message, or one that two readers could read differently",
            "sign anew"),
    NOT_SIGNED("it is an OpenPGP message of another kind than a signed one", "sign it"),
    DETACHED_SIGNATURE(
            "it is a signature without what was signed",
            "write both into one message, as 'gpg --sign' does"),
    UNKNOWN_COMPRESSION(
            "it is compressed in a way that is not read, or more than once",
            "sign without compression"),
    UNKNOWN_SIGNATURE_VERSION(
            "its signature is of a version that is not read, or not that of the key",
            "sign with a newer version of the program"),
    OTHER_SIGNATURE_CLASS(
            "its signature is of a kind that does not sign exact bytes", "sign it as binary data"),
    WEAK_HASH("it is signed over a hash that is not trusted", "sign anew, with SHA-256 or better"),
    CRITICAL_EXTENSION(
            "its signature wants something understood that is not known",
            "sign without extensions that are marked as critical"),
    NO_SIGNING_TIME("its signature does not say when it was made", "sign anew"),
    SIGNED_IN_FUTURE(
            "it says that it was signed at a time that is still to come", "set the clocks right"),
    SIGNED_BEFORE_KEY(
            "it says that it was signed before there was the key", "set the clocks right"),
    EXPIRED_SIGNATURE("the time for which it was signed is over", "sign anew"),
    WRONG_SIGNATURE(
            "it names a trusted key as its own, which has not signed it",
            "have it signed anew: it was changed, or the signature is of something else"),
    WEAK_KEY(
            "it is signed by a key of a kind or size that is not used",
            "sign with Ed25519, ECDSA over a NIST curve, or RSA of 2048 to 4096 bits"),
    UNCERTIFIED_KEY(
            "its key says nothing of itself that can be believed",
            "give the whole key, with a user it has signed with SHA-256 or better"),
    UNBOUND_SUBKEY(
            "its key is not bound to the trusted one by signatures of both",
            "give the whole key, or let the signer mend it"),
    NOT_A_SIGNING_KEY("its key is not one for signing", "sign with a key that may sign"),
    EXPIRED_KEY("its key has expired", "give the key with a later end, or sign with another"),
    REVOKED_KEY("its key was revoked", "sign with another key"),
    MALFORMED_YAML(
            "it is no YAML, or YAML with more than mappings, lists and plain values",
            "write it without anchors, aliases, tags, and keys that stand twice"),
    NOT_CANONICAL(
            "what is signed is not written in the one way in which such a document is written",
            "sign anew, with a program that writes canonical JSON"),
    CHARTER_FORMAT(
            "the charter is of a format that is not known", "use a newer version of the program"),
    CHARTER_TOO_LARGE("the charter has more of something than a charter may", "divide it"),
    CHARTER_NAME(
            "a name in the charter is not formed as names are, or stands for two things",
            "use up to 64 lower-case letters, digits, and the letters '.-_@', each name for one thing"),
    CHARTER_UNKNOWN_NAME(
            "the charter refers to something that is not in it", "add it, or mend the name"),
    CHARTER_INCOMPLETE("a part of the charter is empty that may not be", "fill it"),
    CHARTER_KEY("a key in the charter cannot be used", "give another key"),
    CHARTER_SHARED_KEY(
            "two holders of the charter have the same key", "give each a key of its own"),
    CHARTER_CERTIFICATE(
            "an authority in the charter has something else than certificates",
            "give its certificates as PEM"),
    CHARTER_THRESHOLD(
            "a threshold in the charter is none that its holders could reach",
            "name more holders, or lower the threshold"),
    CHARTER_SELF_REFERENCE("a role of the charter is apart from itself", "name the other role"),
    CHARTER_TIMES("a time in the charter is not one, or ends before it begins", "mend the times"),
    CHARTER_TEXT("a text in the charter is none that could be meant", "mend it"),
    CHARTER_UNKNOWN_SIGNER(
            "the charter is signed by a key of none of its owners",
            "have it signed by its owners alone"),
    CHARTER_REVOKED_SIGNER(
            "the charter is signed by an owner whose key is revoked", "have another owner sign"),
    CHARTER_UNSIGNED(
            "fewer owners than must have signed the charter", "have more of its owners sign it"),
    CHARTER_UNSIGNED_BY_OLD_OWNERS(
            "fewer owners of the version before than must have signed the charter",
            "have more of the owners of the version before sign it"),
    CHARTER_NO_FIRST_VERSION(
            "the charter does not begin with its first version",
            "take the file with the whole history"),
    CHARTER_SKIPPED_VERSION(
            "a version of the charter does not follow the one before it",
            "take the file with the whole history"),
    CHARTER_OTHER_PREDECESSOR(
            "a version of the charter was made of another version than the one before it",
            "take the file with the whole history, or draw the version up anew"),
    CHARTER_ISSUED_BACKWARDS(
            "a version of the charter says that it is older than the one before it",
            "set the clocks right, and sign it anew"),
    CHARTER_ISSUED_IN_FUTURE(
            "the charter says that it was issued at a time that is still to come",
            "set the clocks right"),
    CHARTER_NOT_YET("there was no charter yet at that time", "ask for a later time"),
    CHARTER_EXPIRED(
            "the charter has expired, so nobody knows whether there is a newer one",
            "take the newest version, or have its owners sign one"),
    CHARTER_OTHER_ID("it is another charter than the one that was asked for", "take that one"),
    CHARTER_ROLLBACK(
            "a newer version of the charter was seen here before",
            "take the newest version from its owners"),
    CHARTER_OTHER_HISTORY(
            "another charter of the same beginning was seen here before",
            "ask the owners which of the two is theirs"),
    UNKNOWN_HOLDER(
            "who has signed it is no holder of the charter",
            "have it signed by a holder, or let the owners of the charter add who signed"),
    AMBIGUOUS_HOLDER(
            "who has signed it could be several holders of the charter",
            "let the owners of the charter say exactly who is who"),
    REVOKED_SIGNER(
            "who has signed it was revoked, and nobody has seen that it was signed before",
            "have it signed by another holder, or with another key"),
    NOT_IN_ROLE(
            "it is signed for a role that is not its signer's", "sign for a role that is your own"),
    KIND_NOT_SAID(
            "its signer has no role in which such a thing is said",
            "have it said by who may say it, or sign what your role says"),
    ROLE_UNSAID(
            "its signer has several roles in which such a thing is said, and it names none",
            "say in which role with --role"),
    SAYS_FAILED("it says of itself that something has failed", "mend that, and have it said anew"),
    OTHER_STAGE("it is signed for another stage", "sign for this stage with --stage, or for all"),
    ROLE_NOT_IN_FORCE(
            "its role speaks at other times only",
            "let the owners of the charter prolong the role"),
    UNKNOWN_REPOSITORY(
            "its role is for some repositories only, and it is not known from which the image is",
            "say which with --repository"),
    OTHER_REPOSITORY(
            "its role is for other repositories than the image's",
            "have it signed in a role that is for this repository"),
    NOT_COVERED(
            "it is about the index where the stage asks about the image, or the other way round",
            "sign both with --recursive"),
    NOT_APART(
            "its signer has spoken about the image in a role that must be kept apart from this",
            "have it signed by another holder"),
    NOT_A_CLEARANCE(
            "it is evidence of another kind than a clearance",
            "clear the image with 'tidewaiter clear'"),
    NO_CERTIFIER(
            "the charter names nobody who clears images for that stage",
            "let the owners of the charter name the stage's 'certifier'"),
    OTHER_CHARTER(
            "it was signed under another charter, or a version of it that is not known here",
            "take the newest version of the charter, or sign anew under this one"),
    OUT_OF_ORDER("a time in it is before one that must come first, or too far away", "sign anew"),
    FEW_PEOPLE("fewer people than must have signed it", "have another holder of the role sign it"),
    HEAD_ROLLBACK(
            "a newer head of this repository and stage was seen here before",
            "take the newest, from where the certifier puts it"),
    HEAD_OTHER_HISTORY(
            "another head of the same number was seen here before",
            "ask the certifiers which of the two is theirs, and have a newer one signed"),
    HEAD_ELSEWHERE(
            "it is the head of another repository or stage than that for which it stands there",
            "find out who has put it there, and put back the newest of this one"),
    HEAD_TAKES_BACK(
            "it does not say what a head of this repository and stage said that was seen here before",
            "ask the certifiers: nothing that was withdrawn is ever taken back");

    private final String meaning;
    private final String mend;

    Refusal(String meaning, String mend) {
        this.meaning = meaning;
        this.mend = mend;
    }

    /// Stable, lower-case with hyphens.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// One clause for people.
    public String meaning() {
        return meaning;
    }

    /// What would help, for whoever may do it.
    public String mend() {
        return mend;
    }
}
