package org.tidewaiter.signing.certificate;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidewaiter.signing.syntax.Der;
import org.tidewaiter.signing.syntax.Der.MalformedDerException;
import org.tidewaiter.signing.syntax.DerTree;

/// The parts of a certificate, taken from its bytes in the one order that they may have.
///
/// @see "RFC 5280, section 4.1"
record CertificateBody(SortedMap<String, Extension> extensions) {
    private static final BigInteger VERSION_3 = BigInteger.TWO;
    private static final int MAX_SERIAL_BITS = 20 * 8;
    private static final int MAX_EXTENSIONS = 64;

    CertificateBody {
        extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
    }

    static CertificateBody parse(byte[] bytes) throws MalformedDerException {
        DerTree.check(bytes);
        var whole = Der.of(bytes).sequence();
        var body = whole.sequence();
        var algorithm = whole.content(Der.SEQUENCE);
        whole.bits();
        whole.end();
        return of(body, algorithm);
    }

    private static CertificateBody of(Der body, byte[] algorithm) throws MalformedDerException {
        var version = body.tagged(0);
        if (!version.natural(8).equals(VERSION_3)) {
            throw new MalformedDerException("a certificate of another version than 3");
        }
        version.end();
        if (body.natural(MAX_SERIAL_BITS).signum() == 0) {
            throw new MalformedDerException("a serial number of nought");
        }
        if (!Arrays.equals(body.content(Der.SEQUENCE), algorithm)) {
            throw new MalformedDerException("it names two algorithms for its signature");
        }
        body.sequence(); // the issuer
        body.sequence(); // from when to when
        body.sequence(); // the subject
        body.sequence(); // the key
        var parts = body.tagged(3);
        body.end();
        var extensions = extensions(parts.sequence());
        parts.end();
        return new CertificateBody(extensions);
    }

    private static SortedMap<String, Extension> extensions(Der list) throws MalformedDerException {
        var all = new TreeMap<String, Extension>();
        do {
            var one = extension(list.sequence());
            if (all.put(one.identifier(), one) != null) {
                throw new MalformedDerException("the extension " + one.identifier() + " twice");
            }
            if (all.size() > MAX_EXTENSIONS) {
                throw new MalformedDerException("more extensions than are read");
            }
        } while (list.hasMore());
        return all;
    }

    private static Extension extension(Der part) throws MalformedDerException {
        var identifier = part.identifier();
        if (part.isNext(0x01) && part.any().rest()[0] == 0) {
            throw new MalformedDerException("a default that is written");
        }
        var one = new Extension(identifier, part.octets());
        part.end();
        if (one.isOfX509()) {
            DerTree.check(one.content());
        }
        return one;
    }
}
