package org.tidewaiter.checks.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.Spot;

/// Tells a password, or another secret without a form of its own, from all else that is assigned to
/// a name like one: words, names of other things, paths, and code.
final class AssignedValue {
    private static final Set<String> SETTING_ENDINGS =
            Set.of(
                    "env",
                    "properties",
                    "ini",
                    "cfg",
                    "conf",
                    "cnf",
                    "config",
                    "yml",
                    "yaml",
                    "toml",
                    "tfvars",
                    "tfstate",
                    "service",
                    "netrc",
                    "npmrc",
                    "pypirc",
                    "pgpass",
                    "envrc",
                    "bash_history",
                    "zsh_history",
                    "sh_history",
                    "history",
                    "bashrc",
                    "profile",
                    "bash_profile",
                    "zshrc",
                    "auto",
                    "sh",
                    "authinfo");
    private static final Set<String> SETTING_NAMES =
            Set.of("credentials", "environment", "config", "secrets", "dockerfile");

    /// Names of what is public, or of a place in a list.
    private static final Pattern HARMLESS_NAME =
            Pattern.compile(
                    "(?i).*(?:public|publishable|csrf|xsrf|next|continuation|page|cancel|stop|sync"
                            + "|cache|primary|foreign|sort|partition|resource|delimiter|separator|token_?type"
                            + "|hash|digest|checksum|integrity|sha_?[0-9]+|fingerprint|thumbprint|strong"
                            + "|(?:change|client|request|update|verification|idempotency)_?token|notso|shared_?secret|exporter|expected|vector|unit_?test|encoded?|regex|pattern|i18n|label|message|error|prompt"
                            + "|hint|help|title|placeholder|field|column|param|header).*");

    private static final Pattern IDENTIFIER =
            Pattern.compile("(?:[A-Za-z]+[0-9]{0,2}[_.:/-]?)+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
    private static final Pattern PLACE =
            Pattern.compile("(?:/|\\./|\\.\\./|~/|[a-z]{2,12}://|[A-Za-z]:\\\\).*");
    private static final Pattern CODE =
            Pattern.compile(".*[(){}\\[\\]<>;\\\\].*|.*[$%][A-Za-z{(].*");
    private static final Pattern NUMBER = Pattern.compile("[0-9.:/-]+|0x[0-9a-fA-F]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern ESCAPED =
            Pattern.compile(".*(?:\\\\u[0-9a-f]{4}|&[a-z]+;|%[0-9A-F]{2}%).*");

    private AssignedValue() {}

    static boolean isSecret(Assignment one, String value, boolean isPassword, Spot spot) {
        if (HARMLESS_NAME.matcher(one.name()).matches() || ESCAPED.matcher(value).matches()) {
            return false;
        }
        boolean isSetting = isSetting(spot);
        if ((!one.isQuoted() && !isSetting) || value.equalsIgnoreCase(one.name())) {
            return false;
        }
        if (PLACE.matcher(value).matches()) {
            return false;
        }
        return isPassword
                ? isPassword(value, isSetting, isEnvironment(spot))
                : isGenerated(value, isSetting);
    }

    private static boolean isPassword(String value, boolean isSetting, boolean isEnvironment) {
        if (isEnvironment) {
            return !CODE.matcher(value).matches()
                    && !value.equalsIgnoreCase("true")
                    && !value.equalsIgnoreCase("false");
        }
        if (CODE.matcher(value).matches()
                || NUMBER.matcher(value).matches()
                || WORD.matcher(value).matches()
                || value.endsWith(":")
                || value.endsWith(".")) {
            return false;
        }
        if (isSetting) {
            return value.length() >= 5 && !isWords(value);
        }
        return value.length() >= 8
                && value.length() <= 64
                && Entropy.hasLetterAndDigit(value)
                && !isWords(value)
                && Entropy.changes(value) >= 0.15
                && Entropy.of(value) >= 2.8;
    }

    private static boolean isGenerated(String value, boolean isSetting) {
        return value.length() >= (isSetting ? 16 : 20)
                && Entropy.hasLetterAndDigit(value)
                && !CODE.matcher(value).matches()
                && !NUMBER.matcher(value).matches()
                && !isWords(value)
                && Entropy.of(value) >= 3.2
                && Entropy.changes(value) >= (isSetting ? 0.22 : 0.28);
    }

    /// Words with something between them.
    private static boolean isWords(String value) {
        return IDENTIFIER.matcher(value).matches() && Entropy.inWords(value) >= 0.5;
    }

    /// Whether a file assigns values without quotes.
    static boolean isSetting(Spot spot) {
        var name = spot.fileName().toLowerCase(Locale.ROOT);
        return SETTING_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))
                || SETTING_NAMES.contains(name)
                || isEnvironment(spot)
                || name.startsWith("dockerfile");
    }

    /// Whether a file is one of variables for a container.
    private static boolean isEnvironment(Spot spot) {
        var name = spot.fileName().toLowerCase(Locale.ROOT);
        return name.endsWith(".env") || name.startsWith(".env") || name.equals("environment");
    }
}
