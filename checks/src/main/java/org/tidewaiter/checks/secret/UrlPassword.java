package org.tidewaiter.checks.secret;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.Spot;

/// A password between the user and the host of a URL.
///
/// @param start of the password, in the bytes of the spot
/// @param masked the URL up to its host without the password
/// @param excuse empty where nothing speaks for its being none
record UrlPassword(String kind, int start, int end, String masked, String excuse) {
    private static final int MAX_SCHEME_BYTES = 24;
    private static final int MAX_LOGIN_BYTES = 320;
    private static final Set<String> DATABASES =
            Set.of(
                    "postgres",
                    "postgresql",
                    "mysql",
                    "mariadb",
                    "mongodb",
                    "mongodb+srv",
                    "redis",
                    "rediss",
                    "amqp",
                    "amqps",
                    "mssql",
                    "sqlserver",
                    "oracle",
                    "clickhouse",
                    "nats",
                    "cockroachdb",
                    "couchdb",
                    "neo4j",
                    "bolt",
                    "kafka",
                    "postgresql+psycopg2",
                    "mysql+pymysql",
                    "influxdb",
                    "elasticsearch");

    /// Hosts that belong to nobody, or to this machine in an example.
    ///
    /// @see "RFC 2606; RFC 6761"
    private static final Pattern NOBODY =
            Pattern.compile(
                    "(?:.*\\.)?(?:example(?:\\.(?:com|org|net))?|test|invalid)"
                            + "|(?:www\\.)?(?:foo|bar|domain|proxy|company|my-?company|your-?domain)\\.com"
                            + "|(?:www\\.)?bogus\\.net|host|hostname|yourhost|foo|bar|b|h|x");

    private static final Pattern MADE_UP =
            Pattern.compile(
                    "(?i)(?:user(?:name)?|foo|me|u|login|name|my_?user|scott|benutzer(?:name)?"
                            + "|gebruiker(?:snaam)?|usuario|utilisateur|utente|uzivatel|bruker)");

    /// What a shell, a template or a format replaces; `%da` is an encoded letter.
    private static final Pattern INSERTED =
            Pattern.compile(
                    "\\$\\{|\\$\\(|\\{\\{|#\\{|<%|\\{[A-Za-z][A-Za-z0-9_.:]{0,40}\\}|%(?:[@(\\[]|[sv]|d(?![0-9a-fA-F])|$)");

    private static final Pattern PASSWORD = Pattern.compile("[!-~]{3,200}");

    /// A name: some services take the token in place of the user.
    private static final Pattern SHOWN_USER =
            Pattern.compile("(?!.{0,4}[a-f]{12})[a-z][a-z._-]{0,15}");

    /// @param spot where `://` stands
    static Optional<UrlPassword> at(Spot spot) {
        var bytes = spot.bytes();
        int from = spot.at();
        while (from > spot.start()
                && spot.at() - from < MAX_SCHEME_BYTES
                && isOfScheme(bytes[from - 1])) {
            from--;
        }
        int begin = spot.at() + 3;
        int limit = Math.min(spot.end(), begin + MAX_LOGIN_BYTES);
        int colon = -1;
        int at = -1;
        for (int i = begin; i < limit && !endsLogin(bytes[i]); i++) {
            if (bytes[i] == ':' && colon < 0) {
                colon = i;
            } else if (bytes[i] == '@') {
                at = i;
            }
        }
        if (from == spot.at() || colon < 0 || at <= colon + 1) {
            return Optional.empty();
        }
        var scheme = text(bytes, from, spot.at()).toLowerCase(Locale.ROOT);
        var password = text(bytes, colon + 1, at);
        int end = at + 1;
        while (end < limit && isOfHost(bytes[end])) {
            end++;
        }
        var host = text(bytes, at + 1, end).toLowerCase(Locale.ROOT);
        var user = text(bytes, begin, colon);
        boolean isDatabase = DATABASES.contains(scheme);
        if (host.isEmpty()
                || (user.isEmpty() && !isDatabase)
                || !PASSWORD.matcher(password).matches()) {
            return Optional.empty();
        }
        var shown = user.isEmpty() || SHOWN_USER.matcher(user).matches() ? user : Mask.HIDDEN;
        return Optional.of(
                new UrlPassword(
                        isDatabase ? "database-url" : "url-password",
                        colon + 1,
                        at,
                        "%s://%s:%s@%s".formatted(scheme, shown, Mask.HIDDEN, host),
                        excuse(user, password, host, isDatabase)));
    }

    private static String excuse(String user, String password, String host, boolean isDatabase) {
        if (NOBODY.matcher(host).matches()) {
            return "the host of an example";
        }
        if (!isDatabase && (host.equals("localhost") || host.equals("127.0.0.1"))) {
            return "a host that is every machine's own";
        }
        if (isReference(password) || isReference(user)) {
            return "a reference to a variable";
        }
        boolean isMadeUp =
                MADE_UP.matcher(user).matches()
                        && (password.length() == 1 || Excuses.isCommon(password));
        return isMadeUp || (user.equals(password) && user.length() < 5) ? "a placeholder" : "";
    }

    private static boolean isReference(String text) {
        return Excuses.isReference(text) || INSERTED.matcher(text).find();
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isOfScheme(byte octet) {
        return (isOfHost(octet) && octet != '_') || octet == '+';
    }

    private static boolean isOfHost(byte octet) {
        return Ascii.isWord(octet) || octet == '-' || octet == '.';
    }

    private static boolean endsLogin(byte octet) {
        return octet <= ' '
                || octet == '/'
                || octet == '?'
                || octet == '#'
                || octet == '"'
                || octet == '\''
                || octet == '`'
                || octet == '<'
                || octet == '>'
                || octet == '\\'
                || octet == ',';
    }
}
