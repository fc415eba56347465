package org.tidewaiter.signing.certificate;

/// A part of a certificate that has a name of its own.
///
/// @param identifier in dots
/// @param content what stands in its octet string
@SuppressWarnings("ArrayRecordComponent") // never compared
record Extension(String identifier, byte[] content) {
    static final String ALTERNATIVE_NAMES = "2.5.29.17";
    static final String KEY_USAGE = "2.5.29.15";
    static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    static final String NAME_CONSTRAINTS = "2.5.29.30";

    /// Who vouched for the identity, in a string of DER.
    static final String PROVIDER = "1.3.6.1.4.1.57264.1.8";

    /// The same as bare text, as it was written before.
    static final String OLD_PROVIDER = "1.3.6.1.4.1.57264.1.1";

    /// A name that is neither an address nor a host.
    static final String USER_NAME = "1.3.6.1.4.1.57264.1.7";

    private static final String OF_X509 = "2.5.29.";

    boolean isOfX509() {
        return identifier.startsWith(OF_X509);
    }
}
