package org.tidewaiter.inventory.program;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.model.Purl;

/// What proves one product and its version: a line of the table `programs.tsv`, which explains the
/// columns. Hardly any line is ever asked, so what is costly to understand in it is left as it
/// stands.
///
/// @param purl of the product, without a version
/// @param names that the file may have, with `*`; `*` alone where it may have any, and so may be
///   another product that has this one inside
/// @param anchors one of them must stand in the file; in each the character [#DIGIT] is any digit
/// @param version for what stands in the file or for its name
/// @param versionIn where the version is looked for
/// @param also what must stand elsewhere in the file too; empty if nothing must
record Evidence(
        String purl,
        List<String> names,
        List<String> anchors,
        VersionExpression version,
        VersionIn versionIn,
        String also) {
    /// Stands for itself in no anchor, since those are bytes.
    static final char DIGIT = '\uffff';

    private static final String EXE = ".exe";
    private static final String IN_NAME = "NAME ";
    private static final Pattern VERSION_IN_NAME = Pattern.compile("\\D*(\\d+\\.\\d+).*");

    Evidence {
        names = List.copyOf(names);
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
        boolean isInName = then.startsWith(IN_NAME);
        return new Evidence(
                columns[0],
                List.of(columns[1].split(",", -1)),
                List.of(unescaped(columns[2]).split("\\|", -1)),
                new VersionExpression(isInName ? then.substring(IN_NAME.length()) : then),
                isInName
                        ? VersionIn.NAME
                        : then.contains("NAMED") ? VersionIn.CONTENT_AS_NAME : VersionIn.CONTENT,
                columns.length == 5 ? unescaped(columns[4]) : "");
    }

    /// Whether a file may be the product.
    ///
    /// @param standing the texts of the anchors in it
    boolean mayBe(String name, Set<String> standing) {
        if (!also.isEmpty() && !standing.contains(also)) {
            return false;
        }
        var stem = name.endsWith(EXE) ? name.substring(0, name.length() - EXE.length()) : name;
        for (var glob : names) { // asked for every window, so no stream
            if (fits(name, glob) || fits(stem, glob)) {
                return true;
            }
        }
        return false;
    }

    /// @param name of the file
    /// @param then what stands in it from the number on that an anchor leaves open, otherwise
    ///   behind the anchor
    Optional<String> version(String name, String then) {
        var found = version.find(versionIn == VersionIn.NAME ? name : then);
        return versionIn == VersionIn.CONTENT_AS_NAME
                ? found.filter(one -> one.startsWith(versionIn(name) + "."))
                : found;
    }

    /// @throws NoSuchElementException if the table does not have a purl there
    Purl product() {
        return Purl.parse(purl).orElseThrow();
    }

    /// Whether one file may have several versions of the product inside.
    boolean isPart() {
        return names.contains("*") && !isModule();
    }

    /// Whether the product is a module of Go.
    boolean isModule() {
        return purl.startsWith("pkg:golang/");
    }

    Purl productOf(String version) {
        var product = product();
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

    /// Whether what stands between the stars stands in the name, one after the other.
    private static boolean fits(String name, String glob) {
        int star = glob.indexOf('*');
        if (star < 0 || !name.startsWith(glob.substring(0, star))) {
            return name.equals(glob);
        }
        int at = star;
        int last = glob.lastIndexOf('*');
        while (star < last) {
            int next = glob.indexOf('*', star + 1);
            var part = glob.substring(star + 1, next);
            at = name.indexOf(part, at);
            if (at < 0) {
                return false;
            }
            at += part.length();
            star = next;
        }
        return name.substring(at).endsWith(glob.substring(last + 1));
    }

    private static String unescaped(String text) {
        return text.replace("\\0", "\0")
                .replace("\\t", "\t")
                .replace("\\n", "\n")
                .replace("\\d", Character.toString(DIGIT));
    }
}
