package org.tidewaiter.inventory.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads pip's requirements files, `requirements*.txt`. What they list is declared, not proven to
/// be installed, and only an exact version (`==` or `===`, without `*`) can be judged; the other
/// requirements are named in one gap.
///
/// Extras, markers and hashes are passed over, and so are options. A file included by `-r` is read
/// by itself if its name has the same form, and is a gap otherwise; `-c` asks for nothing. A
/// requirements file inside of an installed package is not the image's own.
///
/// @see "pip documentation, requirements file format; PEP 508"
public final class RequirementsReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final int MAX_NAMED = 10;
    // possessive, and with a dot that means any character: none of them can be made to backtrack
    private static final Pattern REQUIREMENT =
            pattern("([A-Za-z0-9][A-Za-z0-9._-]*+)\\s*+(?:\\[[^\\]]*+])?+\\s*+(.*)");
    private static final Pattern EXACT = pattern("={2,3}\\s*+([A-Za-z0-9.!+_-]++)");
    private static final Pattern COMMENT = pattern("(?:^|\\s)#.*");
    private static final Pattern PER_REQUIREMENT_OPTION = pattern("\\s--[a-z].*");
    private static final Pattern INCLUDE = pattern("(?:-r|--requirement)(?:\\s|=)*+(.+)");
    private static final Pattern OWN_NAME = pattern("(?:.*/)?requirements[^/]*\\.txt");
    private static final Pattern EDITABLE = pattern("(?:-e|--editable).*");

    @Override
    public String name() {
        return "python-requirements";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/requirements*.txt").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var pinned = new LinkedHashSet<Purl>();
        var unpinned = new ArrayList<String>();
        var gaps = new ArrayList<String>();
        for (var line : logicalLines(file.text())) {
            var include = INCLUDE.matcher(line);
            if (include.matches()) {
                if (!OWN_NAME.matcher(include.group(1)).matches()) {
                    gaps.add(
                            "includes '%s', which is not read"
                                    .formatted(Excerpt.of(include.group(1))));
                }
            } else if (!line.startsWith("-") || EDITABLE.matcher(line).matches()) {
                var requirement = PER_REQUIREMENT_OPTION.matcher(line).replaceFirst("").strip();
                exactly(requirement).ifPresentOrElse(pinned::add, () -> unpinned.add(requirement));
            }
        }
        if (!unpinned.isEmpty()) {
            gaps.add(sentence(unpinned));
        }
        return new Reading(pinned.stream().<Observation>map(PackageSeen::declared).toList(), gaps);
    }

    private static Pattern pattern(String form) {
        return Pattern.compile(form, Pattern.DOTALL);
    }

    /// Without comments and empty lines; a backslash at the end of a line joins the next to it.
    private static List<String> logicalLines(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var physical : (Iterable<String>) text.lines()::iterator) {
            if (physical.endsWith("\\")) {
                line.append(physical, 0, physical.length() - 1);
                continue;
            }
            line.append(physical);
            lines.add(line.toString());
            line = new StringBuilder();
        }
        lines.add(line.toString());
        return lines.stream()
                .map(one -> COMMENT.matcher(one).replaceFirst("").strip())
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /// The package that a requirement asks for; nothing where it does not say one exact version.
    private static Optional<Purl> exactly(String requirement) {
        var form = REQUIREMENT.matcher(requirement);
        if (!form.matches() || form.group(2).startsWith("@")) {
            return Optional.empty();
        }
        var version =
                Arrays.stream(specifiers(form.group(2)))
                        .map(specifier -> EXACT.matcher(specifier.strip()))
                        .filter(Matcher::matches)
                        .map(exact -> exact.group(1))
                        .findFirst();
        return PythonName.parse(form.group(1)).flatMap(name -> version.map(name::purl));
    }

    /// The version specifiers, without the marker after them and parentheses around them.
    private static String[] specifiers(String text) {
        int marker = text.indexOf(';');
        var plain = (marker < 0 ? text : text.substring(0, marker)).strip();
        if (plain.startsWith("(") && plain.endsWith(")")) {
            plain = plain.substring(1, plain.length() - 1);
        }
        return plain.split(",", -1);
    }

    private static String sentence(List<String> unpinned) {
        var named =
                String.join(
                        ", ",
                        unpinned.stream()
                                .limit(MAX_NAMED)
                                .map(line -> Excerpt.of(line, 60))
                                .toList());
        return "%s without an exact version: %s%s"
                .formatted(
                        unpinned.size() == 1 ? "a requirement" : unpinned.size() + " requirements",
                        named,
                        unpinned.size() > MAX_NAMED ? " and others" : "");
    }
}
