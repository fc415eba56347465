package org.tidewaiter.inventory.licence;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How one ecosystem writes licences: words of its own, and signs that join them.
///
/// @param words that mean one licence there, by [SpdxLists#key]
/// @param or what stands for it beside the word
record LicenceDialect(Map<String, String> words, Optional<String> or) {
    private static final LicenceDialect PLAIN = new LicenceDialect(Map.of(), Optional.empty());
    private static final Map<String, LicenceDialect> BY_TYPE =
            Map.of(
                    "deb",
                    new LicenceDialect(SpdxLists.words("licence-words-deb.txt"), Optional.empty()),
                    "rpm",
                    new LicenceDialect(SpdxLists.words("licence-words-rpm.txt"), Optional.empty()),
                    "cran",
                    new LicenceDialect(SpdxLists.words("licence-words-cran.txt"), Optional.of("|")),
                    "cargo",
                    new LicenceDialect(Map.of(), Optional.of("/")));
    private static final Pattern JOINT = Pattern.compile("(?i)\\s+(and|or)\\s+|([()])");
    private static final Pattern VERSION = Pattern.compile("\\s*\\(\\s*>=\\s*([0-9.]+)\\s*\\)");
    private static final Pattern LICENCE_FILE = Pattern.compile("(?i)\\s*\\+\\s*file licen[cs]e");

    static LicenceDialect of(String purlType) {
        return BY_TYPE.getOrDefault(purlType, PLAIN);
    }

    /// @return what could be an SPDX expression; nothing where a word of it is not known
    Optional<String> translate(String text) {
        var plain = or.isEmpty() ? text : text.replace(or.get(), " or ");
        if (equals(of("cran"))) {
            plain = LICENCE_FILE.matcher(plain).replaceAll("");
            var whole = new StringBuilder();
            for (var part : plain.split("\\s+or\\s+", -1)) {
                var licence = licence(VERSION.matcher(part.strip()).replaceAll("(>=$1)"));
                if (licence.isEmpty()) {
                    return Optional.empty();
                }
                whole.append(whole.isEmpty() ? "" : " OR ").append(licence.get());
            }
            return Optional.of(whole.toString());
        }
        var joints = JOINT.matcher(plain);
        var written = new StringBuilder();
        int start = 0;
        while (joints.find()) {
            if (!append(plain.substring(start, joints.start()), written)) {
                return Optional.empty();
            }
            var word = joints.group(1);
            written.append(word == null ? " " + joints.group(2) + " " : " " + word + " ");
            start = joints.end();
        }
        return append(plain.substring(start), written)
                ? Optional.of(written.toString())
                : Optional.empty();
    }

    /// @return whether it is a licence, or nothing but space
    private boolean append(String text, StringBuilder to) {
        if (text.isBlank()) {
            return true;
        }
        var licence = licence(text.strip());
        licence.ifPresent(to::append);
        return licence.isPresent();
    }

    private Optional<String> licence(String text) {
        return Optional.ofNullable(words.get(SpdxLists.key(text)))
                .or(() -> Optional.of(SpdxLicences.recognise(text)))
                .filter(SpdxLicences::isExpression);
    }
}
