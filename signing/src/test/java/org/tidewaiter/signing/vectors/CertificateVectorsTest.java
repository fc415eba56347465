package org.tidewaiter.signing.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidewaiter.signing.check.Refusal.BROKEN_CHAIN;
import static org.tidewaiter.signing.check.Refusal.CRITICAL_CERTIFICATE_EXTENSION;
import static org.tidewaiter.signing.check.Refusal.EARLY_CERTIFICATE;
import static org.tidewaiter.signing.check.Refusal.EXPIRED_CERTIFICATE;
import static org.tidewaiter.signing.check.Refusal.FOREIGN_NAMES;
import static org.tidewaiter.signing.check.Refusal.LONG_CHAIN;
import static org.tidewaiter.signing.check.Refusal.MALFORMED_CERTIFICATE;
import static org.tidewaiter.signing.check.Refusal.MANY_CERTIFICATES;
import static org.tidewaiter.signing.check.Refusal.NOT_AN_AUTHORITY;
import static org.tidewaiter.signing.check.Refusal.NOT_BY_CERTIFICATE;
import static org.tidewaiter.signing.check.Refusal.NO_CODE_SIGNING;
import static org.tidewaiter.signing.check.Refusal.NO_SIGNING_USAGE;
import static org.tidewaiter.signing.check.Refusal.OTHER_IDENTITY;
import static org.tidewaiter.signing.check.Refusal.OTHER_PROVIDER;
import static org.tidewaiter.signing.check.Refusal.SIGNED_BY_AUTHORITY;
import static org.tidewaiter.signing.check.Refusal.UNKNOWN_AUTHORITY;
import static org.tidewaiter.signing.check.Refusal.UNTRUSTED_CERTIFICATE;
import static org.tidewaiter.signing.check.Refusal.WEAK_CERTIFICATE;
import static org.tidewaiter.signing.check.Refusal.WEAK_KEY;
import static org.tidewaiter.testkit.signing.DerText.element;
import static org.tidewaiter.testkit.signing.DerText.identifier;
import static org.tidewaiter.testkit.signing.DerText.number;
import static org.tidewaiter.testkit.signing.DerText.octets;
import static org.tidewaiter.testkit.signing.DerText.sequence;
import static org.tidewaiter.testkit.signing.DerText.text;
import static org.tidewaiter.testkit.signing.DerText.truth;
import static org.tidewaiter.testkit.signing.DerText.utf8;
import static org.tidewaiter.testkit.signing.TestCertificate.ALTERNATIVE_NAMES;
import static org.tidewaiter.testkit.signing.TestCertificate.BASIC_CONSTRAINTS;
import static org.tidewaiter.testkit.signing.TestCertificate.CODE_SIGNING;
import static org.tidewaiter.testkit.signing.TestCertificate.DIGITAL_SIGNATURE;
import static org.tidewaiter.testkit.signing.TestCertificate.EXTENDED_KEY_USAGE;
import static org.tidewaiter.testkit.signing.TestCertificate.KEY_USAGE;
import static org.tidewaiter.testkit.signing.TestCertificate.NAME_CONSTRAINTS;
import static org.tidewaiter.testkit.signing.TestCertificate.OLD_PROVIDER;
import static org.tidewaiter.testkit.signing.TestCertificate.PROVIDER;
import static org.tidewaiter.testkit.signing.TestCertificate.SERVER;
import static org.tidewaiter.testkit.signing.TestCertificate.usage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.signing.check.EvidenceCheck.Rejected;
import org.tidewaiter.signing.check.EvidenceCheck.Verified;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.vectors.Certified.Carrier;
import org.tidewaiter.testkit.signing.DerText;
import org.tidewaiter.testkit.signing.TestCertificate;
import org.tidewaiter.testkit.signing.TestKey;

class CertificateVectorsTest {
    private static final String GITHUB = "https://token.actions.example";
    private static final TestKey RSA = TestKey.rsa(2048);
    private static final TestKey SMALL = TestKey.rsa(1024);

    /// @param twin another valid one than the usual
    record Row(
            Refusal refusal,
            String name,
            UnaryOperator<Certified> twin,
            UnaryOperator<Certified> mutation) {
        @Override
        public String toString() {
            return refusal.code() + ": " + name;
        }
    }

    private static Row row(Refusal refusal, String name, UnaryOperator<Certified> mutation) {
        return new Row(refusal, name, UnaryOperator.identity(), mutation);
    }

    static Stream<Row> rows() {
        return Stream.of(forms(), signers(), chains(), times(), identities()).flatMap(it -> it);
    }

    private static Stream<Row> forms() {
        return Stream.of(
                row(MALFORMED_CERTIFICATE, "an empty one", sent(0, _ -> new byte[0])),
                row(MALFORMED_CERTIFICATE, "one that has no end", sent(0, der -> cut(der, 1))),
                row(MALFORMED_CERTIFICATE, "an authority without end", sent(1, der -> cut(der, 9))),
                row(
                        MALFORMED_CERTIFICATE,
                        "something behind it",
                        sent(0, der -> Arrays.copyOf(der, der.length + 1))),
                row(
                        MALFORMED_CERTIFICATE,
                        "a length that could be shorter",
                        sent(0, CertificateVectorsTest::longer)),
                row(
                        MALFORMED_CERTIFICATE,
                        "bits that count for nothing",
                        leaf(it -> it.with(KEY_USAGE, true, element(0x03, b(7, 0x81))))),
                row(
                        MALFORMED_CERTIFICATE,
                        "a default that is written",
                        leaf(it ->
                                it.withRaw(
                                        EXTENDED_KEY_USAGE,
                                        sequence(
                                                identifier(EXTENDED_KEY_USAGE),
                                                element(0x01, b(0)),
                                                octets(sequence(identifier(CODE_SIGNING))))))),
                row(
                        MALFORMED_CERTIFICATE,
                        "a truth that is another number",
                        leaf(it ->
                                it.withRaw(
                                        EXTENDED_KEY_USAGE,
                                        sequence(
                                                identifier(EXTENDED_KEY_USAGE),
                                                element(0x01, b(1)),
                                                octets(sequence(identifier(CODE_SIGNING))))))),
                row(
                        MALFORMED_CERTIFICATE,
                        "an extension twice",
                        leaf(it ->
                                it.withRaw(
                                        "2.5.29.99",
                                        sequence(
                                                identifier(KEY_USAGE),
                                                octets(usage(DIGITAL_SIGNATURE)))))),
                row(
                        MALFORMED_CERTIFICATE,
                        "another version",
                        leaf(it -> it.changed(der -> replaced(der, number(2), number(1))))),
                row(
                        MALFORMED_CERTIFICATE,
                        "another algorithm than it is signed by",
                        leaf(it ->
                                it.changed(der ->
                                        replaced(
                                                der,
                                                identifier("1.2.840.10045.4.3.2"),
                                                identifier("1.2.840.10045.4.3.3"))))),
                row(
                        MALFORMED_CERTIFICATE,
                        "a name with an end in the middle",
                        names(text(0x81, Certified.MAIL + "\0.evil.example"))),
                row(MALFORMED_CERTIFICATE, "an empty name", names(text(0x81, ""))),
                row(
                        MALFORMED_CERTIFICATE,
                        "a very long name",
                        names(text(0x81, Certified.MAIL), text(0x86, "x:" + "x".repeat(3000)))),
                new Row(
                        MALFORMED_CERTIFICATE,
                        "a name that Java does not read, beside one that must be judged",
                        names(text(0x81, Certified.MAIL), text(0x86, "https://shop.example/x")),
                        names(text(0x81, Certified.MAIL), text(0x86, "https://"))),
                row(
                        MALFORMED_CERTIFICATE,
                        "an address without a scheme",
                        names(text(0x81, Certified.MAIL), text(0x86, "x"))),
                row(
                        MALFORMED_CERTIFICATE,
                        "an address of mail as the name of a host",
                        names(text(0x82, Certified.MAIL))),
                row(
                        MALFORMED_CERTIFICATE,
                        "a URI as an address of mail",
                        names(
                                text(0x81, Certified.MAIL),
                                text(0x81, "https://ci.example/a@shop.example"))),
                row(
                        MALFORMED_CERTIFICATE,
                        "an address of mail as the name of a user",
                        names(
                                element(
                                        0xa0,
                                        identifier("1.3.6.1.4.1.57264.1.7"),
                                        element(0xa0, utf8(Certified.MAIL))))),
                row(
                        MALFORMED_CERTIFICATE,
                        "limits of names that Java does not read",
                        it ->
                                it.middle(draft ->
                                        draft.with(
                                                NAME_CONSTRAINTS,
                                                false,
                                                sequence(
                                                        element(
                                                                0xa0,
                                                                sequence(text(0x86, "//"))))))),
                row(
                        MALFORMED_CERTIFICATE,
                        "purposes of an authority that Java does not read",
                        it ->
                                it.middle(draft ->
                                        draft.with(
                                                EXTENDED_KEY_USAGE, false, sequence(utf8("x"))))),
                row(
                        MALFORMED_CERTIFICATE,
                        "very many names",
                        names(
                                Stream.generate(() -> text(0x81, Certified.MAIL))
                                        .limit(65)
                                        .toArray(byte[][]::new))),
                row(
                        MALFORMED_CERTIFICATE,
                        "two who vouch",
                        leaf(it ->
                                it.with(PROVIDER, false, utf8(GITHUB))
                                        .with(
                                                OLD_PROVIDER,
                                                false,
                                                bytes("https://other.example")))),
                row(
                        MALFORMED_CERTIFICATE,
                        "more than looked at",
                        leaf(it -> it.with("1.2.3.4", false, new byte[70_000]))),
                row(
                        MANY_CERTIFICATES,
                        "eighteen of them",
                        it -> it.sent(chain -> repeated(chain, 18))),
                row(
                        MANY_CERTIFICATES,
                        "authorities that certify each other in many ways",
                        it -> it.sent(chain -> entangled(chain.getFirst()))));
    }

    private static Stream<Row> signers() {
        return Stream.of(
                row(NOT_BY_CERTIFICATE, "another key signed", it -> it.signs(TestKey.p256())),
                row(NOT_BY_CERTIFICATE, "a key of another kind", it -> it.signs(TestKey.ed25519())),
                row(
                        NOT_BY_CERTIFICATE,
                        "the certificates in the other order",
                        it -> it.sent(List::reversed)),
                new Row(
                        WEAK_KEY,
                        "a small key",
                        it -> it.leaf(draft -> draft.held(RSA)),
                        it -> it.leaf(draft -> draft.held(SMALL))),
                row(
                        SIGNED_BY_AUTHORITY,
                        "a certificate of an authority",
                        leaf(it -> it.with(BASIC_CONSTRAINTS, true, sequence(truth())))),
                row(NO_SIGNING_USAGE, "no key usage", leaf(it -> it.without(KEY_USAGE))),
                row(
                        NO_SIGNING_USAGE,
                        "keys to be encrypted",
                        leaf(it -> it.with(KEY_USAGE, true, usage(0x20)))),
                row(NO_CODE_SIGNING, "no purpose", leaf(it -> it.without(EXTENDED_KEY_USAGE))),
                row(NO_CODE_SIGNING, "a server's", leaf(it -> purpose(it, SERVER))),
                row(NO_CODE_SIGNING, "any purpose", leaf(it -> purpose(it, "2.5.29.37.0"))),
                new Row(
                        NO_CODE_SIGNING,
                        "an authority for servers",
                        it -> it.middle(draft -> purpose(draft, CODE_SIGNING)),
                        it -> it.middle(draft -> purpose(draft, SERVER))),
                new Row(
                        NO_CODE_SIGNING,
                        "a root for servers",
                        it -> it.root(draft -> purpose(draft, "2.5.29.37.0")),
                        it -> it.root(draft -> purpose(draft, SERVER))));
    }

    private static Stream<Row> chains() {
        return Stream.of(
                row(UNTRUSTED_CERTIFICATE, "no root is trusted", it -> it.trusted(_ -> List.of())),
                row(
                        UNKNOWN_AUTHORITY,
                        "another root is trusted",
                        it -> it.trusted(_ -> List.of(other("other")))),
                row(
                        UNKNOWN_AUTHORITY,
                        "another root of the same name is trusted",
                        it -> it.trusted(_ -> List.of(other("root")))),
                row(
                        UNKNOWN_AUTHORITY,
                        "the authority between is missing",
                        it -> it.sent(chain -> chain.subList(0, 1))),
                row(
                        UNKNOWN_AUTHORITY,
                        "the authority between is another's",
                        it ->
                                it.sent(chain ->
                                        List.of(
                                                chain.getFirst(),
                                                TestCertificate.authority("middle", TestKey.p256())
                                                        .issuedBy(other("root"))
                                                        .der()))),
                row(
                        UNKNOWN_AUTHORITY,
                        "a byte of the certificate changed",
                        sent(0, der -> replaced(der, bytes(Certified.MAIL), bytes(evil())))),
                row(
                        UNKNOWN_AUTHORITY,
                        "a bit of its signature changed",
                        sent(0, CertificateVectorsTest::flipped)),
                row(
                        UNKNOWN_AUTHORITY,
                        "it has signed itself",
                        it ->
                                it.sent(_ ->
                                        List.of(
                                                TestCertificate.signer(
                                                                Certified.MAIL, Certified.LEAF)
                                                        .selfSigned()
                                                        .der()))),
                row(
                        UNKNOWN_AUTHORITY,
                        "an authority with a small key",
                        it -> it.middle(draft -> draft.held(SMALL))),
                row(
                        NOT_AN_AUTHORITY,
                        "certified by one that is none",
                        it -> it.middle(draft -> draft.without(BASIC_CONSTRAINTS))),
                row(
                        NOT_AN_AUTHORITY,
                        "certified by one that says so",
                        it -> it.middle(draft -> draft.with(BASIC_CONSTRAINTS, true, sequence()))),
                row(
                        NOT_AN_AUTHORITY,
                        "certified by one whose key is not for it",
                        it -> it.middle(draft -> draft.with(KEY_USAGE, true, usage(0x80)))),
                new Row(
                        LONG_CHAIN,
                        "a root that certifies signers alone",
                        it -> it.root(draft -> length(draft, 1)),
                        it -> it.root(draft -> length(draft, 0))),
                row(LONG_CHAIN, "an authority too many", CertificateVectorsTest::tooMany),
                row(UNKNOWN_AUTHORITY, "nine of them", it -> it.sent(_ -> nine())),
                new Row(
                        WEAK_CERTIFICATE,
                        "SHA-1 by ECDSA",
                        it -> it.by("SHA256withECDSA"),
                        it -> it.by("SHA1withECDSA")),
                new Row(
                        WEAK_CERTIFICATE,
                        "SHA-1 by RSA",
                        it -> it.middle(draft -> draft.held(RSA)),
                        it -> it.middle(draft -> draft.held(RSA)).by("SHA1withRSA")),
                new Row(
                        WEAK_CERTIFICATE,
                        "MD5",
                        it -> it.middle(draft -> draft.held(RSA)),
                        it -> it.middle(draft -> draft.held(RSA)).by("MD5withRSA")),
                new Row(
                        CRITICAL_CERTIFICATE_EXTENSION,
                        "of the signer",
                        it -> it.leaf(draft -> draft.with("1.2.3.4", false, b(5, 0))),
                        it -> it.leaf(draft -> draft.with("1.2.3.4", true, b(5, 0)))),
                new Row(
                        CRITICAL_CERTIFICATE_EXTENSION,
                        "of an authority",
                        it -> it.middle(draft -> draft.with("1.2.3.4", false, b(5, 0))),
                        it -> it.middle(draft -> draft.with("1.2.3.4", true, b(5, 0)))),
                new Row(
                        FOREIGN_NAMES,
                        "an authority for other addresses",
                        it -> it.middle(draft -> limited(draft, "shop.example")),
                        it -> it.middle(draft -> limited(draft, "other.example"))),
                new Row(
                        FOREIGN_NAMES,
                        "a root for other addresses",
                        it -> it.root(draft -> limited(draft, "shop.example")),
                        it -> it.root(draft -> limited(draft, "other.example"))),
                new Row(
                        BROKEN_CHAIN,
                        "a policy is wanted that it has not",
                        it -> it.middle(draft -> policy(draft, 2)),
                        it -> it.middle(draft -> policy(draft, 1))));
    }

    private static Stream<Row> times() {
        var start = Instant.parse("2026-05-01T00:00:00Z");
        var end = Instant.parse("2026-07-01T00:00:00Z");
        var all = new TreeMap<String, UnaryOperator<Certified>>();
        all.put("the signer", leaf(it -> it.good(start, end)));
        all.put("an authority", it -> it.middle(draft -> draft.good(start, end)));
        all.put("a root", it -> it.root(draft -> draft.good(start, end)));
        var rows = new ArrayList<Row>();
        for (var one : all.entrySet()) {
            var who = one.getValue();
            rows.add(
                    new Row(
                            EXPIRED_CERTIFICATE,
                            one.getKey() + ", by a second",
                            it -> who.apply(it).at("2026-07-01T00:00:00Z"),
                            it -> who.apply(it).at("2026-07-01T00:00:01Z")));
            rows.add(
                    new Row(
                            EARLY_CERTIFICATE,
                            one.getKey() + ", by a second",
                            it -> who.apply(it).at("2026-05-01T00:00:00Z"),
                            it -> who.apply(it).at("2026-04-30T23:59:59Z")));
        }
        return rows.stream();
    }

    private static Stream<Row> identities() {
        return Stream.of(
                row(OTHER_IDENTITY, "somebody else", it -> it.wanted("qa@shop.example", "")),
                row(OTHER_IDENTITY, "other capitals", it -> it.wanted("Release@shop.example", "")),
                row(OTHER_IDENTITY, "a part of the name", it -> it.wanted("release@shop", "")),
                row(OTHER_IDENTITY, "no name", leaf(it -> it.without(ALTERNATIVE_NAMES))),
                row(
                        OTHER_IDENTITY,
                        "the name as its subject only",
                        leaf(it -> it.without(ALTERNATIVE_NAMES).named(Certified.MAIL))),
                row(
                        OTHER_IDENTITY,
                        "the name as one of another kind",
                        names(
                                element(
                                        0xa0,
                                        identifier("1.2.3.4"),
                                        element(0xa0, utf8(Certified.MAIL))))),
                row(
                        OTHER_PROVIDER,
                        "somebody vouches of whom nothing was said",
                        leaf(it -> it.with(PROVIDER, false, utf8(GITHUB)))),
                row(OTHER_PROVIDER, "nobody vouches", it -> it.wanted(Certified.MAIL, GITHUB)),
                new Row(
                        OTHER_PROVIDER,
                        "somebody else vouches",
                        it ->
                                leaf(draft -> draft.with(PROVIDER, false, utf8(GITHUB)))
                                        .apply(it)
                                        .wanted(Certified.MAIL, GITHUB),
                        it ->
                                leaf(draft -> draft.with(PROVIDER, false, utf8(GITHUB)))
                                        .apply(it)
                                        .wanted(Certified.MAIL, GITHUB + "/")),
                new Row(
                        OTHER_PROVIDER,
                        "somebody else vouches, in the old way",
                        it ->
                                leaf(draft -> draft.with(OLD_PROVIDER, false, bytes(GITHUB)))
                                        .apply(it)
                                        .wanted(Certified.MAIL, GITHUB),
                        it ->
                                leaf(draft -> draft.with(OLD_PROVIDER, false, bytes("x" + GITHUB)))
                                        .apply(it)
                                        .wanted(Certified.MAIL, GITHUB)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatWasChangedIsRefusedAndItsTwinIsNot(Row row) {
        for (var carrier : Carrier.values()) {
            var twin = row.twin().apply(Certified.usual());
            assertThat(twin.check(carrier)).as("%s", carrier).isInstanceOf(Verified.class);

            assertThat(row.mutation().apply(Certified.usual()).check(carrier))
                    .as("%s", carrier)
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected ->
                                    assertThat(rejected.refusal())
                                            .as("with detail '%s'", rejected.detail())
                                            .isEqualTo(row.refusal()));
        }
    }

    private static UnaryOperator<Certified> leaf(UnaryOperator<TestCertificate.Draft> change) {
        return it -> it.leaf(change);
    }

    private static UnaryOperator<Certified> names(byte[]... names) {
        return leaf(it -> it.with(ALTERNATIVE_NAMES, false, sequence(names)));
    }

    private static UnaryOperator<Certified> sent(int place, UnaryOperator<byte[]> change) {
        return it ->
                it.sent(chain -> {
                    var changed = new ArrayList<>(chain);
                    changed.set(place, change.apply(chain.get(place)));
                    return changed;
                });
    }

    private static TestCertificate.Draft purpose(TestCertificate.Draft draft, String purpose) {
        return draft.with(EXTENDED_KEY_USAGE, false, sequence(identifier(purpose)));
    }

    private static TestCertificate.Draft length(TestCertificate.Draft draft, int length) {
        return draft.with(BASIC_CONSTRAINTS, true, sequence(truth(), number(length)));
    }

    /// Addresses of mail at one host alone.
    private static TestCertificate.Draft limited(TestCertificate.Draft draft, String host) {
        return draft.with(
                NAME_CONSTRAINTS, true, sequence(element(0xa0, sequence(text(0x81, host)))));
    }

    /// A policy must be named after so many certificates.
    private static TestCertificate.Draft policy(TestCertificate.Draft draft, int after) {
        return draft.with("2.5.29.36", true, sequence(element(0x80, b(after))));
    }

    private static Certified tooMany(Certified one) {
        var root = one.root().selfSigned();
        var between = length(TestCertificate.authority("between", Certified.MIDDLE), 0);
        var first = between.issuedBy(root);
        var second = one.middle().issuedBy(first);
        return one.sent(
                chain -> List.of(one.leaf().issuedBy(second).der(), second.der(), first.der()));
    }

    private static List<byte[]> nine() {
        var issuer = TestCertificate.authority("root", Certified.ROOT).selfSigned();
        var all = new ArrayList<byte[]>();
        for (int i = 0; i < 7; i++) {
            issuer = TestCertificate.authority("between " + i, Certified.MIDDLE).issuedBy(issuer);
            all.add(issuer.der());
        }
        all.addFirst(TestCertificate.signer(Certified.MAIL, Certified.LEAF).issuedBy(issuer).der());
        return all;
    }

    /// Authorities of one name and one key, of which none is the root's.
    private static List<byte[]> entangled(byte[] leaf) {
        var key = Certified.MIDDLE;
        var all = new ArrayList<>(List.of(leaf));
        for (int i = 0; i < 12; i++) {
            int number = i;
            all.add(
                    TestCertificate.authority("middle", key)
                            .with("1.2.3." + number, false, b(number))
                            .selfSigned()
                            .der());
        }
        return all;
    }

    private static List<byte[]> repeated(List<byte[]> chain, int times) {
        var all = new ArrayList<>(chain);
        while (all.size() < times) {
            all.add(chain.getLast());
        }
        return all;
    }

    private static TestCertificate other(String name) {
        return TestCertificate.authority(name, TestKey.p256()).selfSigned();
    }

    private static String evil() {
        return Certified.MAIL.replace("release", "releaze");
    }

    private static byte[] cut(byte[] der, int bytes) {
        return Arrays.copyOf(der, der.length - bytes);
    }

    private static byte[] flipped(byte[] der) {
        var changed = der.clone();
        changed[der.length - 3] ^= 1;
        return changed;
    }

    private static byte[] replaced(byte[] der, byte[] what, byte[] by) {
        var text = new String(der, StandardCharsets.ISO_8859_1);
        var from = new String(what, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return text.replaceFirst(
                        Pattern.quote(from),
                        Matcher.quoteReplacement(new String(by, StandardCharsets.ISO_8859_1)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] b(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /// The same certificate with its length in one byte more.
    private static byte[] longer(byte[] der) {
        var head = b(0x30, 0x83, 0, der[2], der[3]);
        return DerText.joined(head, Arrays.copyOfRange(der, 4, der.length));
    }
}
