package org.tidewaiter.inventory.r;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the `DESCRIPTION` of an installed R package. Only installing adds a `Built` field, so one
/// without it is source and no package of the image.
///
/// Packages of Bioconductor are told by what only they have; all others are CRAN's, also those that
/// come with R, whose names CRAN keeps free.
///
/// @see "Writing R Extensions, 1.1.1 The DESCRIPTION file"
public final class DescriptionReader implements FileReader {
    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_FIELDS = 1_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9.]{0,199}+");

    @Override
    public String name() {
        return "r-description";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/DESCRIPTION").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var fields = fields(file.text());
        var name = fields.getOrDefault("Package", "");
        var version = fields.getOrDefault("Version", "");
        if (name.isEmpty() || !fields.containsKey("Built")) {
            return Reading.NOTHING;
        }
        if (!isName(name) || version.isEmpty()) {
            throw new MalformedFileException(
                    "an installed package without a usable name and version: '%s'"
                            .formatted(Excerpt.of(name)));
        }
        var licence = SpdxLicences.recognise(fields.getOrDefault("License", ""));
        return Reading.of(
                PackageSeen.installed(purl(name, version, fields))
                        .withLicences(licence.isEmpty() ? List.of() : List.of(licence))
                        .withFiles(List.of(file.directory())));
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static Purl purl(String name, String version, Map<String, String> fields) {
        boolean isOfBioconductor =
                fields.containsKey("biocViews")
                        || fields.getOrDefault("git_url", "").contains("bioconductor.org");
        var purl = Purl.of(isOfBioconductor ? "bioconductor" : "cran", "", name, version);
        return fields.getOrDefault("RemoteType", "").startsWith("git")
                ? purl.withQualifier("vcs_url", vcsUrl(fields))
                : purl;
    }

    /// What the package `remotes` leaves of an install from Git.
    private static String vcsUrl(Map<String, String> fields) {
        var host = fields.getOrDefault("RemoteHost", "").replaceFirst("^api\\.", "");
        var address =
                fields.containsKey("RemoteUrl")
                        ? fields.get("RemoteUrl")
                        : "https://%s/%s/%s"
                                .formatted(
                                        host,
                                        fields.getOrDefault("RemoteUsername", ""),
                                        fields.getOrDefault("RemoteRepo", ""));
        return VcsUrl.ofGit(address, fields.getOrDefault("RemoteSha", ""));
    }

    /// A line that starts with white space continues the field before it.
    private static Map<String, String> fields(String text) {
        var fields = new HashMap<String, StringBuilder>();
        var value = new StringBuilder();
        for (var line : (Iterable<String>) text.lines()::iterator) {
            int colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                value.append(' ').append(line.strip());
            } else if (colon > 0 && fields.size() < MAX_FIELDS) {
                value = new StringBuilder(line.substring(colon + 1).strip());
                fields.putIfAbsent(line.substring(0, colon), value);
            }
        }
        var texts = new HashMap<String, String>();
        fields.forEach((name, content) -> texts.put(name, content.toString()));
        return texts;
    }
}
