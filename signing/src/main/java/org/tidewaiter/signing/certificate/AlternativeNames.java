package org.tidewaiter.signing.certificate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.signing.syntax.Der;
import org.tidewaiter.signing.syntax.Der.MalformedDerException;

/// Who a certificate says that its holder is: addresses of mail, URIs, names of hosts, and the user
/// names of Sigstore. Other names are no identities here.
///
/// @see "RFC 5280, section 4.2.1.6; sigstore/fulcio, docs/oid-info.md"
final class AlternativeNames {
    private static final int MAX_NAMES = 64;
    private static final int MAX_LETTERS = 2048;
    private static final int UTF8_STRING = 0x0c;

    private AlternativeNames() {}

    static List<String> parse(byte[] der) throws MalformedDerException {
        var names = new ArrayList<String>();
        var list = Der.of(der).sequence();
        while (list.hasMore()) {
            name(list).ifPresent(names::add);
            if (names.size() > MAX_NAMES) {
                throw new MalformedDerException("more names than are read");
            }
        }
        return names;
    }

    private static Optional<String> name(Der list) throws MalformedDerException {
        int tag = list.tag();
        var content = list.any();
        return switch (tag) {
            case 0x81, 0x82, 0x86 -> Optional.of(ascii(content.rest()));
            case 0xa0 -> other(content);
            default -> Optional.empty();
        };
    }

    private static Optional<String> other(Der name) throws MalformedDerException {
        if (!name.identifier().equals(Extension.USER_NAME)) {
            return Optional.empty();
        }
        var text = utf8(name.tagged(0));
        name.end();
        return Optional.of(text);
    }

    /// The one string of DER that is left.
    static String utf8(Der der) throws MalformedDerException {
        var text = text(der.content(UTF8_STRING));
        der.end();
        return text;
    }

    private static String ascii(byte[] bytes) throws MalformedDerException {
        for (var letter : bytes) {
            if (letter <= ' ' || letter > '~') {
                throw new MalformedDerException("a name with letters that no such name has");
            }
        }
        return text(bytes);
    }

    static String text(byte[] utf8) throws MalformedDerException {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            if (text.isEmpty()
                    || text.length() > MAX_LETTERS
                    || text.codePoints().anyMatch(Character::isISOControl)) {
                throw new MalformedDerException("a name that is empty, long or of no letters");
            }
            return text;
        } catch (CharacterCodingException _) {
            throw new MalformedDerException("a name that is no text");
        }
    }
}
