package org.tidewaiter.checks.licence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.LicenceCategory;

/// Works out the category of an SPDX licence expression, or of a package's own words: of terms
/// joined by AND the strictest counts, of those joined by OR the mildest that is known, and an
/// exception can make them milder.
///
/// Packages write sentences with "and" and "or" too. "Or later" is part of the licence before it. A
/// term of several words that is not known shows that the text is a sentence, whose words then
/// count as a whole, but never as milder than not known.
///
/// @see "SPDX specification 2.3, annex D: licence expressions"
public final class LicenceExpression {
    private static final Terms LICENCES = Terms.in("licences.tsv");
    private static final Terms EXCEPTIONS = Terms.in("exceptions.tsv");
    private static final Pattern TOKEN = Pattern.compile("[()]|[^()\\s]++");
    private static final Pattern OR_LATER =
            Pattern.compile(
                    "(?<![^\\s(])or\\s++(?:\\(?at your option\\)?,?\\s++)?+(?:any\\s++)?+"
                            + "(?:later|newer|higher|above)(?:\\s++versions?)?+(?![^\\s),;.])",
                    Pattern.CASE_INSENSITIVE);
    private static final String WITH = " WITH ";
    private static final int MAX_LENGTH = 2_000;

    private final Deque<LicenceCategory> values = new ArrayDeque<>();
    private final Deque<String> operators = new ArrayDeque<>();
    private final StringBuilder operand = new StringBuilder();
    private boolean isBroken;
    private boolean isSentence;

    private LicenceExpression() {}

    /// @return [LicenceCategory#UNKNOWN] for what is not known; never fails
    public static LicenceCategory category(String text) {
        var plain = text.strip();
        if (plain.length() > MAX_LENGTH) {
            return LicenceWords.category(plain);
        }
        var expression = new LicenceExpression();
        var category = expression.parse(OR_LATER.matcher(plain).replaceAll(""));
        if (category.isEmpty()) {
            return LicenceWords.category(plain);
        }
        return category.get() == LicenceCategory.UNKNOWN && expression.isSentence
                ? LicenceCategory.UNKNOWN.and(LicenceWords.category(plain))
                : category.get();
    }

    /// @return nothing where it is no expression, whatever the names of its licences are
    private Optional<LicenceCategory> parse(String text) {
        var tokens = TOKEN.matcher(text);
        while (tokens.find() && !isBroken) {
            take(tokens.group());
        }
        endOperand();
        while (!operators.isEmpty() && !isBroken) {
            isBroken = operators.peek().equals("(");
            apply();
        }
        return isBroken || values.size() != 1 ? Optional.empty() : Optional.of(values.pop());
    }

    private void take(String token) {
        switch (token.toUpperCase(Locale.ROOT)) {
            case "(" -> {
                isBroken = !operand.isEmpty();
                operators.push("(");
            }
            case ")" -> {
                endOperand();
                while (!isBroken && !operators.isEmpty() && !operators.peek().equals("(")) {
                    apply();
                }
                isBroken |= operators.poll() == null;
            }
            case "AND" -> operator("AND");
            case "OR" -> operator("OR");
            default -> operand.append(operand.isEmpty() ? "" : " ").append(token);
        }
    }

    /// AND binds closer than OR.
    private void operator(String name) {
        endOperand();
        while (!isBroken
                && !operators.isEmpty()
                && !operators.peek().equals("(")
                && (name.equals("OR") || operators.peek().equals("AND"))) {
            apply();
        }
        operators.push(name);
    }

    private void endOperand() {
        if (!operand.isEmpty()) {
            var text = operand.toString();
            var category = one(text);
            isSentence |= category == LicenceCategory.UNKNOWN && hasSeveralWords(text);
            values.push(category);
            operand.setLength(0);
        }
    }

    /// Whether a licence has, whatever its exception.
    private static boolean hasSeveralWords(String operand) {
        int with = operand.toUpperCase(Locale.ROOT).indexOf(WITH);
        return operand.lastIndexOf(' ', with < 0 ? operand.length() : with - 1) >= 0;
    }

    private void apply() {
        var operator = operators.pop();
        if (isBroken || values.size() < 2) {
            isBroken = true;
            return;
        }
        var right = values.pop();
        var left = values.pop();
        values.push(operator.equals("AND") ? left.and(right) : left.or(right));
    }

    /// One licence, perhaps with an exception.
    private static LicenceCategory one(String text) {
        int with = text.toUpperCase(Locale.ROOT).indexOf(WITH);
        if (with < 0) {
            return licence(text);
        }
        var category = licence(text.substring(0, with));
        var exception = text.substring(with + WITH.length()).strip();
        return EXCEPTIONS
                .of(exception)
                .map(milder -> category == LicenceCategory.UNKNOWN ? category : category.or(milder))
                .orElseGet(() -> category.and(restriction(exception)));
    }

    /// What stands in the place of an exception can take rights away: the Commons Clause.
    private static LicenceCategory restriction(String text) {
        var category = LicenceWords.category(text);
        return category.compareTo(LicenceCategory.SOURCE_AVAILABLE) >= 0
                ? category
                : LicenceCategory.PUBLIC_DOMAIN;
    }

    private static LicenceCategory licence(String name) {
        return LICENCES.of(name).orElseGet(() -> LicenceWords.category(name));
    }
}
