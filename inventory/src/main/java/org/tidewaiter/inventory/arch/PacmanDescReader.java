package org.tidewaiter.inventory.arch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.NamedRoles;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SourcePackage;

/// Reads pacman's record of one installed package, `var/lib/pacman/local/*/desc`: a `%FIELD%` a
/// section, a value a line, ended by a blank line. Which repository it came from is not kept.
///
/// @see "alpm-db-desc(5)"
public final class PacmanDescReader implements FileReader {
    private static final NamedRoles ROLES =
            NamedRoles.of("linux(-.+)?-headers", ".+-docs?", ".+-debug");
    private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}/]{1,300}");
    private static final Pattern FIELD = Pattern.compile("%[A-Z0-9]+%");

    @Override
    public String name() {
        return "pacman-desc";
    }

    @Override
    public Claims claims() {
        return Claims.paths("var/lib/pacman/local/*/desc").withMaxBytes(1 << 20);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var fields = fields(file.text());
        var name = word(fields, "%NAME%");
        var version = word(fields, "%VERSION%");
        if (name.isEmpty() || version.isEmpty()) {
            throw new MalformedFileException("an installed package without a name and version");
        }
        return Reading.of(
                new PackageSeen(
                        Purl.of("alpm", "", name, version)
                                .withQualifier("arch", word(fields, "%ARCH%")),
                        Optional.of(word(fields, "%BASE%"))
                                .filter(base -> !base.isEmpty())
                                .map(base -> new SourcePackage(base, version)),
                        fields.getOrDefault("%LICENSE%", List.of()).stream()
                                .map(SpdxLicences::recognise)
                                .toList(),
                        false,
                        "",
                        List.of(),
                        ROLES.of(name)));
    }

    private static Map<String, List<String>> fields(String text) {
        var fields = new HashMap<String, List<String>>();
        var values = new ArrayList<String>();
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (FIELD.matcher(line).matches()) {
                values = new ArrayList<>();
                fields.putIfAbsent(line, values);
            } else if (!line.isBlank()) {
                values.add(line.strip());
            }
        }
        return fields;
    }

    /// @return empty where the field is not there, or is no single word
    private static String word(Map<String, List<String>> fields, String field) {
        return fields.getOrDefault(field, List.of()).stream()
                .findFirst()
                .filter(word -> WORD.matcher(word).matches())
                .orElse("");
    }
}
