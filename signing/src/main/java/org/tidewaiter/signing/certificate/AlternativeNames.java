package org.tidewaiter.signing.certificate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.signing.syntax.Der;
import org.tidewaiter.signing.syntax.Der.MalformedDerException;

/// Who a certificate says that its holder is: addresses of mail, URIs, names of hosts, and the user
/// names of Sigstore. Other names are no identities here. Each kind has letters that no other has,
/// so that none can be taken for one of another kind, which the authority might not be allowed to
/// give.
///
/// @see "RFC 5280, section 4.2.1.6; sigstore/fulcio, docs/oid-info.md"
final class AlternativeNames {
    private static final int MAX_NAMES = 64;
    private static final int MAX_LETTERS = 2048;
    private static final int UTF8_STRING = 0x0c;
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9._-]+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9*._-]+");
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.+");
    private static final Pattern USER = Pattern.compile("[^@:!]+![^@:!]+");

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
            case 0x81 -> Optional.of(formed(MAIL, ascii(content.rest())));
            case 0x82 -> Optional.of(formed(HOST, ascii(content.rest())));
            case 0x86 -> Optional.of(formed(URI, ascii(content.rest())));
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
        return Optional.of(formed(USER, text));
    }

    private static String formed(Pattern form, String name) throws MalformedDerException {
        if (!form.matcher(name).matches()) {
            throw new MalformedDerException("a name that is not of its kind");
        }
        return name;
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
