package org.tidewaiter.inventory.licence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.inventory.text.Excerpt;

/// Tells SPDX licence expressions from a package's own words, and translates words that can mean
/// only one licence. Ids are compared without regard to case and given in the list's own spelling.
///
/// @see "SPDX specification 2.3, annex D: licence expressions"
public final class SpdxLicences {
    private static final Map<String, String> LICENCES = SpdxLists.ids("spdx-licences.txt");
    private static final Map<String, String> EXCEPTIONS = SpdxLists.ids("spdx-exceptions.txt");
    private static final Map<String, String> WORDS = SpdxLists.words("licence-words.txt");
    private static final Pattern TOKEN = Pattern.compile("[()]|[^()\\s]+");
    private static final Pattern OWN_LICENCE =
            Pattern.compile("(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+");
    private static final int MAX_EXPRESSION_LENGTH = 1_000;

    private SpdxLicences() {}

    /// Whether the text is an id of the SPDX licence list, in the list's spelling.
    public static boolean isId(String text) {
        return text.equals(LICENCES.get(SpdxLists.key(text)));
    }

    /// Whether the text is an SPDX expression, which every id is too.
    public static boolean isExpression(String text) {
        return expression(text).isPresent();
    }

    /// @param words as a package has them
    /// @return an SPDX expression where the words can only mean that one; otherwise the words, with
    ///   runs of white space made one space, cut to the length of a sentence
    public static String recognise(String words) {
        var plain = words.strip().replaceAll("\\s+", " ");
        return expression(plain)
                .or(() -> Optional.ofNullable(WORDS.get(SpdxLists.key(plain))))
                .orElse(Excerpt.of(plain));
    }

    /// @param purlType of the package, whose ecosystem may have words of its own: Debian's and
    ///   Fedora's short names, R's `GPL (>= 2)`, Cargo's `MIT/Apache-2.0`
    /// @param words as the package has them
    /// @return as [#recognise(String)]
    public static String recognise(String purlType, String words) {
        var plain = words.strip().replaceAll("\\s+", " ");
        if (plain.length() > MAX_EXPRESSION_LENGTH) {
            return recognise(plain);
        }
        return LicenceDialect.of(purlType)
                .translate(plain)
                .flatMap(SpdxLicences::expression)
                .orElseGet(() -> recognise(plain));
    }

    /// The expression with ids in the list's spelling and operators in capitals; nothing where the
    /// text is no expression.
    private static Optional<String> expression(String text) {
        if (text.length() > MAX_EXPRESSION_LENGTH) {
            return Optional.empty();
        }
        var tokens = TOKEN.matcher(text).results().map(match -> match.group()).toList();
        var written = new StringBuilder();
        int open = 0;
        boolean wantsOperand = true;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.equals("(") && wantsOperand) {
                open++;
                written.append('(');
            } else if (token.equals(")") && !wantsOperand && open > 0) {
                open--;
                written.append(')');
            } else if (wantsOperand) {
                var operand = operand(tokens, i);
                if (operand.isEmpty()) {
                    return Optional.empty();
                }
                written.append(String.join(" ", operand));
                i += operand.size() - 1;
                wantsOperand = false;
            } else if (token.equalsIgnoreCase("AND") || token.equalsIgnoreCase("OR")) {
                written.append(token.equalsIgnoreCase("AND") ? " AND " : " OR ");
                wantsOperand = true;
            } else {
                return Optional.empty();
            }
        }
        return wantsOperand || open > 0 ? Optional.empty() : Optional.of(written.toString());
    }

    /// The tokens of one licence, with its exception if it has one; none if there is no licence.
    private static List<String> operand(List<String> tokens, int start) {
        var operand = new ArrayList<String>();
        var licence = licence(tokens.get(start));
        if (licence.isEmpty()) {
            return operand;
        }
        operand.add(licence.get());
        if (start + 2 < tokens.size() && tokens.get(start + 1).equalsIgnoreCase("WITH")) {
            var exception = EXCEPTIONS.get(SpdxLists.key(tokens.get(start + 2)));
            if (exception != null) {
                operand.add("WITH");
                operand.add(exception);
            }
        }
        return operand;
    }

    private static Optional<String> licence(String token) {
        var listed = LICENCES.get(SpdxLists.key(token));
        if (listed != null) {
            return Optional.of(listed);
        }
        if (token.endsWith("+")) {
            return Optional.ofNullable(
                            LICENCES.get(SpdxLists.key(token.substring(0, token.length() - 1))))
                    .map(id -> id + "+");
        }
        return OWN_LICENCE.matcher(token).matches() ? Optional.of(token) : Optional.empty();
    }
}
