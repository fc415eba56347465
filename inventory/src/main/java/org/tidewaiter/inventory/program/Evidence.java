package org.tidewaiter.inventory.program;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidewaiter.model.Purl;

/// What proves one product and its version: a line of the table `programs.tsv`, which explains the
/// columns.
///
/// @param product without a version
/// @param anyName whether the file may have any name, and so may be another product that has this
///   one inside
/// @param names matches the names that the file may have
/// @param anchors one of them must stand in the file; in each the character [#DIGIT] is any digit
/// @param version with a group `version`, for what stands in the file or for its name
/// @param versionIn where the version is looked for
/// @param also what must stand elsewhere in the file too; empty if nothing must
record Evidence(
        Purl product,
        boolean anyName,
        Pattern names,
        List<String> anchors,
        Pattern version,
        VersionIn versionIn,
        String also) {
    /// Stands for itself in no anchor, since those are bytes.
    static final char DIGIT = '\uffff';

    private static final String IN_NAME = "NAME ";

    /// Possessive, so that a long run of digits is walked once.
    private static final String NUMBERS = "(?<version>\\d++(?:\\.\\d++)";

    private static final String PRE_RELEASE =
            "(?:[-~.]?(?:alpha|beta|preview|pre|rc|RC|dev|a|b|p)[-.]?\\d++|[a-z](?![A-Za-z0-9]))?+";
    private static final String END = ")(?![0-9])";
    private static final String RELEASE =
            "(?<version>\\d++\\.\\d++\\.\\d++(?:-(?:alpha|beta|rc)[.-]?\\d++)?+" + END;
    private static final String VERSION = NUMBERS + "++" + PRE_RELEASE + END;
    private static final String NUMBER = NUMBERS + "*+" + PRE_RELEASE + END;
    private static final Pattern VERSION_IN_NAME = Pattern.compile("\\D*(\\d+\\.\\d+).*");

    Evidence {
        anchors = List.copyOf(anchors);
    }

    /// Where the version stands.
    enum VersionIn {
        CONTENT,
        /// In the content, and it continues the one in the name: 3.11.2 in `libpython3.11.so`.
        CONTENT_AS_NAME,
        NAME
    }

    /// @throws IllegalArgumentException if the line is not one of the table
    static Evidence parse(String line) {
        var columns = line.split("\t+", -1);
        if (columns.length < 4 || columns.length > 5) {
            throw new IllegalArgumentException("not four or five columns: " + line);
        }
        var then = columns[3];
        var expression =
                then.replace("VERSION", VERSION)
                        .replace("RELEASE", RELEASE)
                        .replace("NUMBER", NUMBER)
                        .replace("NAMED", VERSION);
        return new Evidence(
                Purl.parse(columns[0])
                        .orElseThrow(() -> new IllegalArgumentException("no purl: " + line)),
                columns[1].equals("*"),
                names(columns[1]),
                List.of(unescaped(columns[2]).split("\\|", -1)),
                Pattern.compile(
                        then.startsWith(IN_NAME)
                                ? expression.substring(IN_NAME.length())
                                : expression,
                        Pattern.DOTALL),
                then.startsWith(IN_NAME)
                        ? VersionIn.NAME
                        : then.contains("NAMED") ? VersionIn.CONTENT_AS_NAME : VersionIn.CONTENT,
                columns.length == 5 ? unescaped(columns[4]) : "");
    }

    /// Whether a file may be the product.
    ///
    /// @param standing the texts of the anchors in it
    boolean mayBe(String name, Set<String> standing) {
        return (anyName || names.matcher(name).matches())
                && (also.isEmpty() || standing.contains(also));
    }

    /// @param name of the file
    /// @param then what stands in it from the first digit of an anchor on that has one, otherwise
    ///   behind the anchor
    Optional<String> version(String name, String then) {
        var matcher = version.matcher(versionIn == VersionIn.NAME ? name : then);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        var found = matcher.group("version");
        return versionIn != VersionIn.CONTENT_AS_NAME || found.startsWith(versionIn(name) + ".")
                ? Optional.of(found)
                : Optional.empty();
    }

    /// Whether one file may have several versions of the product inside.
    boolean isPart() {
        return anyName && !isModule();
    }

    /// Whether the product is a module of Go.
    boolean isModule() {
        return product.type().equals("golang");
    }

    Purl productOf(String version) {
        return Purl.of(
                product.type(),
                product.namespace(),
                product.name(),
                isModule() ? "v" + version : version);
    }

    private static String versionIn(String name) {
        var matcher = VERSION_IN_NAME.matcher(name);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static Pattern names(String globs) {
        return Pattern.compile(
                Arrays.stream(globs.split(",", -1))
                        .map(glob ->
                                Arrays.stream(glob.split("\\*", -1))
                                        .map(Pattern::quote)
                                        .collect(Collectors.joining(".*")))
                        .collect(Collectors.joining("|", "(?:", ")(?:\\.exe)?")),
                Pattern.DOTALL);
    }

    private static String unescaped(String text) {
        return text.replace("\\0", "\0")
                .replace("\\t", "\t")
                .replace("\\n", "\n")
                .replace("\\d", Character.toString(DIGIT));
    }
}
