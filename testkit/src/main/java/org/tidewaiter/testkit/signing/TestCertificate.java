package org.tidewaiter.testkit.signing;

import static org.tidewaiter.testkit.signing.DerText.bits;
import static org.tidewaiter.testkit.signing.DerText.element;
import static org.tidewaiter.testkit.signing.DerText.identifier;
import static org.tidewaiter.testkit.signing.DerText.number;
import static org.tidewaiter.testkit.signing.DerText.octets;
import static org.tidewaiter.testkit.signing.DerText.sequence;
import static org.tidewaiter.testkit.signing.DerText.set;
import static org.tidewaiter.testkit.signing.DerText.text;
import static org.tidewaiter.testkit.signing.DerText.truth;
import static org.tidewaiter.testkit.signing.DerText.utf8;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A certificate of X.509 that says whatever it is told to, from the facts of RFC 5280.
///
/// @param key of its holder
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TestCertificate(String name, TestKey key, byte[] der) {
    public static final String BASIC_CONSTRAINTS = "2.5.29.19";
    public static final String KEY_USAGE = "2.5.29.15";
    public static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    public static final String ALTERNATIVE_NAMES = "2.5.29.17";
    public static final String NAME_CONSTRAINTS = "2.5.29.30";
    public static final String PROVIDER = "1.3.6.1.4.1.57264.1.8";
    public static final String OLD_PROVIDER = "1.3.6.1.4.1.57264.1.1";
    public static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    public static final String SERVER = "1.3.6.1.5.5.7.3.1";
    public static final int DIGITAL_SIGNATURE = 0x80;
    public static final int CERTIFY = 0x04;

    private static final Map<String, byte[]> ALGORITHMS =
            Map.of(
                    "SHA256withECDSA", sequence(identifier("1.2.840.10045.4.3.2")),
                    "SHA384withECDSA", sequence(identifier("1.2.840.10045.4.3.3")),
                    "SHA512withECDSA", sequence(identifier("1.2.840.10045.4.3.4")),
                    "SHA1withECDSA", sequence(identifier("1.2.840.10045.4.1")),
                    "SHA256withRSA", ofRsa("1.2.840.113549.1.1.11"),
                    "SHA1withRSA", ofRsa("1.2.840.113549.1.1.5"),
                    "MD5withRSA", ofRsa("1.2.840.113549.1.1.4"),
                    "Ed25519", sequence(identifier("1.3.101.112")));

    private static byte[] ofRsa(String algorithm) {
        return sequence(identifier(algorithm), element(0x05));
    }

    /// An authority that certifies itself, or others, at any depth.
    public static Draft authority(String name, TestKey key) {
        return new Draft(name, key)
                .with(BASIC_CONSTRAINTS, true, sequence(truth()))
                .with(KEY_USAGE, true, usage(CERTIFY));
    }

    /// Whoever signs code.
    ///
    /// @param identity an address of mail
    public static Draft signer(String identity, TestKey key) {
        return new Draft("signer", key)
                .with(KEY_USAGE, true, usage(DIGITAL_SIGNATURE))
                .with(EXTENDED_KEY_USAGE, false, sequence(identifier(CODE_SIGNING)))
                .with(ALTERNATIVE_NAMES, false, sequence(text(0x81, identity)));
    }

    /// @param bits of the first byte
    public static byte[] usage(int bits) {
        return element(0x03, new byte[] {(byte) Integer.numberOfTrailingZeros(bits), (byte) bits});
    }

    /// As a file has it.
    public String pem() {
        return TestKey.pem("CERTIFICATE", der);
    }

    /// @param extensions by identifier, each the whole of it
    public record Draft(
            String name,
            TestKey key,
            Instant from,
            Instant to,
            Map<String, byte[]> extensions,
            UnaryOperator<byte[]> body) {
        public Draft {
            extensions = new TreeMap<>(extensions);
        }

        private Draft(String name, TestKey key) {
            this(
                    name,
                    key,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2027-01-01T00:00:00Z"),
                    Map.of(),
                    UnaryOperator.identity());
        }

        public Draft with(String extension, boolean critical, byte[] value) {
            var whole =
                    critical
                            ? sequence(identifier(extension), truth(), octets(value))
                            : sequence(identifier(extension), octets(value));
            return withRaw(extension, whole);
        }

        public Draft withRaw(String extension, byte[] whole) {
            var more = new TreeMap<>(extensions);
            more.put(extension, whole);
            return new Draft(name, key, from, to, more, body);
        }

        public Draft without(String extension) {
            var fewer = new TreeMap<>(extensions);
            fewer.remove(extension);
            return new Draft(name, key, from, to, fewer, body);
        }

        public Draft good(Instant from, Instant to) {
            return new Draft(name, key, from, to, extensions, body);
        }

        public Draft named(String other) {
            return new Draft(other, key, from, to, extensions, body);
        }

        public Draft held(TestKey other) {
            return new Draft(name, other, from, to, extensions, body);
        }

        /// @param change of the part that is signed, before it is
        public Draft changed(UnaryOperator<byte[]> change) {
            return new Draft(name, key, from, to, extensions, change);
        }

        public TestCertificate selfSigned() {
            return issued(name, key, key.algorithm());
        }

        public TestCertificate issuedBy(TestCertificate issuer) {
            return issued(issuer.name, issuer.key, issuer.key.algorithm());
        }

        /// @param algorithm one that does not go with the issuer's key
        public TestCertificate issuedBy(TestCertificate issuer, String algorithm) {
            return issued(issuer.name, issuer.key, algorithm);
        }

        private TestCertificate issued(String issuer, TestKey by, String algorithm) {
            var stated = Objects.requireNonNull(ALGORITHMS.get(algorithm), algorithm);
            var signed =
                    body.apply(
                            sequence(
                                    element(0xa0, number(2)),
                                    number(Integer.toUnsignedLong(name.hashCode()) + 1),
                                    stated,
                                    distinguished(issuer),
                                    sequence(DerText.time(from), DerText.time(to)),
                                    distinguished(name),
                                    key.publicKey().getEncoded(),
                                    element(
                                            0xa3,
                                            sequence(extensions.values().toArray(byte[][]::new)))));
            var der = sequence(signed, stated, bits(by.sign(signed, algorithm)));
            return new TestCertificate(name, key, der);
        }

        private static byte[] distinguished(String name) {
            return sequence(set(sequence(identifier("2.5.4.3"), utf8(name))));
        }
    }
}
