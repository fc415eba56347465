package org.tidewaiter.checks.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidewaiter.checks.secret.SecretKind.Form;
import org.tidewaiter.image.reader.Keyword;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// Every kind of secret that is known, from `kinds.tsv`. Its columns: the id; the severity by its
/// first letter; the title; the form, with the distance for `within`; the keywords (`~` in any
/// case, `\s` a space, `\xNN` a byte), or file names; the expression, for an assigned value perhaps
/// behind that of the name and ` := `; the tests; the least entropy.
public final class SecretKinds {
    private static final String NAME_AND_VALUE = " := ";
    private static final List<String> GUIDES = List.of("CIS Docker 4.10", "NIST SP 800-190 4.1.4");
    private static final String MEND_TOKEN =
            "Revoke it where it was issued, since every layer can be read by whoever can pull the"
                    + " image, and hand a new one in when the container starts, or to the build as a"
                    + " secret mount.";
    private static final String MEND_KEY =
            "Take the key out of use and make a new one that is mounted when the container starts;"
                    + " removing the file in a later layer leaves it in the image.";
    private static final String MEND_PASSWORD =
            "Change the password, and hand the new one in when the container starts, from a secret"
                    + " store or a mounted file.";

    static final List<SecretKind> ALL = read();

    public static final List<Check> CHECKS = ALL.stream().map(SecretKind::check).toList();

    private static final Map<String, SecretKind> BY_ID =
            ALL.stream().collect(Collectors.toMap(SecretKind::id, Function.identity()));

    private SecretKinds() {}

    static SecretKind named(String id) {
        return Optional.ofNullable(BY_ID.get(id)).orElseThrow();
    }

    private static List<SecretKind> read() {
        try (var in = SecretKinds.class.getResourceAsStream("kinds.tsv")) {
            if (in == null) {
                throw new IllegalStateException("kinds.tsv is missing");
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> kind(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SecretKind kind(String[] columns) {
        var form = columns[3].split(":", 2);
        var how = Form.valueOf(form[0].toUpperCase(Locale.ROOT));
        var words = columns[4].isEmpty() ? List.<String>of() : List.of(columns[4].split(" "));
        var expression = columns[5];
        int both = expression.indexOf(NAME_AND_VALUE);
        var value = both < 0 ? expression : expression.substring(both + NAME_AND_VALUE.length());
        return new SecretKind(
                new Check(
                        "secret/" + columns[0],
                        Check.Kind.SECRET,
                        severity(columns[1]),
                        columns[2],
                        mend(columns[0]),
                        GUIDES),
                how,
                how == Form.FILE ? List.of() : words.stream().map(SecretKinds::keyword).toList(),
                how == Form.FILE ? words : List.of(),
                both < 0
                        ? Optional.empty()
                        : Optional.of(Pattern.compile(expression.substring(0, both))),
                value.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(value)),
                Set.copyOf(Arrays.asList(columns[6].split(" "))),
                Double.parseDouble(columns[7]),
                form.length == 2 ? Integer.parseInt(form[1]) : 0);
    }

    private static Severity severity(String letter) {
        return Arrays.stream(Severity.values())
                .filter(one -> one.name().startsWith(letter))
                .findFirst()
                .orElseThrow();
    }

    private static String mend(String id) {
        if (id.contains("key-store") || id.contains("private-key") || id.endsWith("static-key")) {
            return MEND_KEY;
        }
        return id.contains("password") || id.endsWith("-url") ? MEND_PASSWORD : MEND_TOKEN;
    }

    private static Keyword keyword(String word) {
        return word.startsWith("~")
                ? Keyword.inAnyCase(unescaped(word.substring(1)))
                : Keyword.exactly(unescaped(word));
    }

    private static String unescaped(String word) {
        var text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            if (word.startsWith("\\x", i)) {
                text.append((char) Integer.parseInt(word.substring(i + 2, i + 4), 16));
                i += 3;
            } else if (word.startsWith("\\s", i)) {
                text.append(' ');
                i++;
            } else {
                text.append(word.charAt(i));
            }
        }
        return text.toString();
    }

    /// The distinct keywords of all kinds.
    static List<Keyword> keywords() {
        var all = new ArrayList<Keyword>();
        ALL.stream().flatMap(kind -> kind.keywords().stream()).distinct().forEach(all::add);
        return all;
    }
}
