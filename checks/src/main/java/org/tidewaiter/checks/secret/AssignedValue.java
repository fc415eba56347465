package org.tidewaiter.checks.secret;

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

    /// Names whose last words are those of something public, or of a place in a list.
    private static final Pattern HARMLESS_NAME =
            Pattern.compile(
                    "(?i)(?:.*[_.-])?(?:csrf|xsrf|next|continuation|page|cancel(?:lation)?|stop|sort|resume"
                            + "|partition|delimiter|separator|idempotency|publishable|public)[_.-]?(?:token|key)"
                            + "|.*[_.-](?:hash|field|label|hint|placeholder)"
                            + "|.*(?:next|continuation|page|csrf|xsrf|cancel|publicKey|PublicKey)Token");

    /// Words of tests and of messages, where a program gives the value.
    private static final Pattern DOUBTFUL_NAME =
            Pattern.compile(
                    "(?i).*(?:public|publishable|hash|digest|checksum|integrity|fingerprint|thumbprint"
                            + "|strong|notso|shared_?secret|exporter|expected|vector|unit_?test|encoded?|regex"
                            + "|pattern|i18n|label|message|error|prompt|hint|help|title|placeholder|csrf|xsrf"
                            + "|next|continuation|page|delimiter|separator|verification|idempotency"
                            + "|(?:change|client|request|update)_?token).*");

    /// Names of what has a password, not of a text that is shown.
    private static final Pattern OWNED_NAME =
            Pattern.compile(
                    "(?i).*(?:db|database|datasource|jdbc|sql|postgres|mongo|redis|rabbit|mail|smtp"
                            + "|ldap|admin|root|keystore|truststore|broker|kafka|proxy|ftp|vault|ssl).*");

    private static final Pattern IDENTIFIER =
            Pattern.compile("(?:[A-Za-z]+[0-9]{0,2}[_.:/-]?)++|[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)++");
    private static final Pattern PLACE = Pattern.compile("(?:/|\\./|\\.\\./|~/|[A-Za-z]:\\\\).*");
    private static final Pattern ADDRESS = Pattern.compile("[a-z]{2,12}://.*");
    private static final Pattern REFERENCE =
            Pattern.compile(".*(?:\\$\\{|\\$\\(|\\{\\{|#\\{|%\\(|<%).*");
    private static final Pattern CODE =
            Pattern.compile(".*(?:[\\[\\]<>;\\\\]|[{}]|\\(.*\\)|\\w\\().*|.*[$%][A-Za-z{(].*");
    private static final Pattern NUMBER = Pattern.compile("[0-9.:/-]+|0x[0-9a-fA-F]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern ESCAPED =
            Pattern.compile(".*(?:\\\\u[0-9a-f]{4}|&[a-z]+;|%[0-9A-F]{2}%).*");

    private static final Pattern TEMPLATE =
            Pattern.compile("(?i)(?:^|[._-])(?:example|sample|template|dist|tmpl)(?:[._-]|$)");

    /// What it says where nothing is to be said.
    static final String NONE = "-";

    private static final String TEXT = "a text, not a value";

    private AssignedValue() {}

    /// @return [#NONE] where the value is plainly none, an excuse where it is presumably none, and
    ///   nothing where it is one
    static String judge(Assignment one, String value, boolean isPassword, Spot spot) {
        boolean isSetting = isSetting(spot);
        boolean isEnvironment = isEnvironment(spot);
        if (!isGiven(one, spot) || value.equalsIgnoreCase(one.name()) || isPlace(value)) {
            return NONE;
        }
        var verdict =
                isPassword
                        ? ofPassword(one, value, isSetting, isEnvironment)
                        : ofGenerated(one, value, isSetting, isEnvironment);
        if (!verdict.isEmpty()) {
            return verdict;
        }
        if (HARMLESS_NAME.matcher(one.name()).matches()
                || (!isSetting && DOUBTFUL_NAME.matcher(one.name()).matches())) {
            return "its name is that of something public";
        }
        if (!isEnvironment && ESCAPED.matcher(value).matches()) {
            return TEXT;
        }
        return REFERENCE.matcher(value).matches() ? "a reference to a variable" : "";
    }

    /// Whether it is a value itself that is assigned: in a program without quotes it is the name of
    /// one.
    static boolean isGiven(Assignment one, Spot spot) {
        return one.isQuoted() || isSetting(spot);
    }

    /// A path has segments, of which most are words; base64 may begin with a slash too.
    private static boolean isPlace(String value) {
        if (ADDRESS.matcher(value).matches()) {
            return true;
        }
        if (!PLACE.matcher(value).matches()) {
            return false;
        }
        boolean hasDigit = value.chars().anyMatch(Ascii::isDigit);
        boolean isDeep = value.indexOf('/', 1) > 0 || value.indexOf('\\') > 0;
        return isDeep ? Entropy.inWords(value) >= 0.4 : !hasDigit && value.length() < 24;
    }

    private static String ofPassword(
            Assignment one, String value, boolean isSetting, boolean isEnvironment) {
        if (isEnvironment) {
            boolean isSwitch = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            return isSwitch ? NONE : "";
        }
        if (!one.isQuoted() && isSetting && CODE.matcher(value).matches()) {
            return isShell(value) ? NONE : "";
        }
        if (value.indexOf(' ') >= 0) {
            return isSetting ? ofPhrase(value) : NONE;
        }
        boolean isNumber = NUMBER.matcher(value).matches();
        if (isNumber || WORD.matcher(value).matches()) {
            return isSetting ? ofPlain(one.name(), value, isNumber) : NONE;
        }
        if (value.endsWith(":") || value.endsWith(".")) {
            return isSetting && Entropy.hasLetterAndDigit(value) ? "" : NONE;
        }
        if (isSetting) {
            return value.length() >= 5 && !isWords(value) ? "" : NONE;
        }
        boolean isMade =
                value.length() >= 8
                        && value.length() <= 64
                        && Entropy.hasLetterAndDigit(value)
                        && !isWords(value)
                        && Entropy.changes(value) >= 0.15
                        && Entropy.of(value) >= 2.8;
        if (!isMade) {
            return NONE;
        }
        return CODE.matcher(value).matches() && value.indexOf('{') >= 0 ? TEXT : "";
    }

    /// Whether the shell puts something in.
    private static boolean isShell(String value) {
        return value.startsWith("$")
                || value.indexOf("${") >= 0
                || value.indexOf("$(") >= 0
                || value.indexOf("{{") >= 0
                || value.startsWith("[")
                || value.startsWith("{")
                || value.startsWith("<")
                || value.indexOf(';') >= 0
                || value.indexOf("()") >= 0;
    }

    /// Words with a digit among them, few enough to be typed.
    private static String ofPhrase(String value) {
        boolean isPhrase =
                value.length() <= 40
                        && value.chars().filter(c -> c == ' ').count() <= 5
                        && Entropy.hasLetterAndDigit(value)
                        && !value.endsWith(".")
                        && value.indexOf(':') < 0;
        return isPhrase ? "" : TEXT;
    }

    private static String ofPlain(String name, String value, boolean isNumber) {
        if (isNumber) {
            boolean isLong = value.length() >= 6 && value.chars().allMatch(Ascii::isDigit);
            return isLong ? "" : NONE;
        }
        if (Excuses.isDefaultPassword(value)
                || (value.length() >= 6 && OWNED_NAME.matcher(name).matches())) {
            return "";
        }
        return value.length() >= 8 ? "a word" : NONE;
    }

    private static String ofGenerated(
            Assignment one, String value, boolean isSetting, boolean isEnvironment) {
        if (value.length() < (isSetting ? 16 : 20)
                || !Entropy.hasLetterAndDigit(value)
                || value.indexOf(' ') >= 0
                || NUMBER.matcher(value).matches()
                || isWords(value)
                || (!one.isQuoted() && !isEnvironment && CODE.matcher(value).matches())) {
            return NONE;
        }
        if (isEnvironment) {
            return Entropy.of(value) >= 2.8 ? "" : NONE;
        }
        boolean isMade =
                Entropy.of(value) >= 3.2 && Entropy.changes(value) >= (isSetting ? 0.22 : 0.28);
        return !isMade ? NONE : CODE.matcher(value).matches() ? TEXT : "";
    }

    /// Words with something between them.
    private static boolean isWords(String value) {
        return IDENTIFIER.matcher(value).matches() && Entropy.inWords(value) >= 0.5;
    }

    /// Whether a file shows how to fill in another.
    static boolean isTemplate(Spot spot) {
        return TEMPLATE.matcher(spot.fileName()).find();
    }

    /// Whether the line of a value is a comment, which shows how it would be set.
    static boolean isCommentedOut(Spot spot, int value) {
        int line = value;
        while (line > spot.start() && spot.bytes()[line - 1] != '\n') {
            line--;
        }
        while (line < value && spot.bytes()[line] <= ' ') {
            line++;
        }
        byte first = spot.bytes()[line];
        return first == '#' || first == ';' || (first == '/' && spot.bytes()[line + 1] == '/');
    }

    /// Whether a file assigns values without quotes.
    static boolean isSetting(Spot spot) {
        var name = spot.source().lowerFileName();
        return SETTING_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))
                || SETTING_NAMES.contains(name)
                || isEnvironment(spot)
                || name.startsWith("dockerfile");
    }

    /// Whether a file is one of variables for a container.
    static boolean isEnvironment(Spot spot) {
        var name = spot.source().lowerFileName();
        return name.endsWith(".env") || name.startsWith(".env") || name.equals("environment");
    }
}
