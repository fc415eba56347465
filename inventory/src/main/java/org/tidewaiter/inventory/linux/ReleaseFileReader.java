package org.tidewaiter.inventory.linux;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Observation.DistributionSeen;

/// Reads the files in which single distributions say their release, for images without an
/// `os-release`: `etc/redhat-release` (`CentOS release 6.10 (Final)`) and its kin,
/// `etc/alpine-release`, `etc/debian_version`, `etc/lsb-release`, `etc/SuSE-release` and others.
///
/// The id is the one that the distribution has in `os-release` since it has one.
public final class ReleaseFileReader implements FileReader {
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9A-Za-z._-]*");
    private static final Pattern CODENAME = Pattern.compile("([a-z]+)(/sid)?");

    /// `Rocky Linux release 8.9 (Green Obsidian)`, `CBL-Mariner 2.0.20230107`.
    private static final Pattern TITLE =
            Pattern.compile("(.{2,80}?) (?:release )?([0-9][0-9A-Za-z.]{0,40})(?:[ ,(].*)?");

    private static final Pattern SUSE_VALUE =
            Pattern.compile("^(VERSION|PATCHLEVEL) *= *([0-9.]+) *$", Pattern.MULTILINE);

    /// By how their release files start, lower case.
    private static final Map<String, String> IDS =
            Map.ofEntries(
                    entry("almalinux", "almalinux"),
                    entry("amazon linux", "amzn"),
                    entry("azure linux", "azurelinux"),
                    entry("cbl-mariner", "mariner"),
                    entry("centos", "centos"),
                    entry("fedora", "fedora"),
                    entry("gentoo", "gentoo"),
                    entry("mageia", "mageia"),
                    entry("openeuler", "openeuler"),
                    entry("opensuse", "opensuse"),
                    entry("oracle linux", "ol"),
                    entry("enterprise linux enterprise linux", "ol"), // Oracle's first name for it
                    entry("red hat enterprise linux", "rhel"),
                    entry("rocky linux", "rocky"),
                    entry("suse linux enterprise desktop", "sled"),
                    entry("suse linux enterprise server", "sles"),
                    entry("vmware photon", "photon"));

    @Override
    public String name() {
        return "release-file";
    }

    @Override
    public Claims claims() {
        return Claims.paths(DistributionFiles.OF_ONE_DISTRIBUTION.toArray(String[]::new))
                .withMaxBytes(1 << 12);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var text = file.text().strip();
        return switch (file.path()) {
            case DistributionFiles.ALPINE -> alpine(text);
            case DistributionFiles.DEBIAN -> debian(text);
            case DistributionFiles.LSB, DistributionFiles.OPENWRT -> assignments(text);
            case DistributionFiles.SUSE -> suse(text);
            // the file says what the image is by being there, and has long been empty
            case DistributionFiles.ARCH -> seen("arch", "", "", "Arch Linux");
            default -> titled(text);
        };
    }

    private static Reading alpine(String word) throws MalformedFileException {
        if (!NUMBER.matcher(word).matches()) {
            throw new MalformedFileException("not a release number");
        }
        return seen("alpine", word, "", "Alpine Linux " + word);
    }

    private static Reading debian(String word) throws MalformedFileException {
        if (NUMBER.matcher(word).matches()) {
            // Debian's os-release gives the number before the point
            return seen("debian", word.split("\\.", 2)[0], "", "Debian GNU/Linux " + word);
        }
        var codename = CODENAME.matcher(word);
        if (!codename.matches()) {
            throw new MalformedFileException("not a release number");
        }
        return seen("debian", "", codename.group(1), "Debian GNU/Linux " + word);
    }

    /// As the Linux Standard Base has it. Many have the file and say nothing of themselves in it.
    private static Reading assignments(String text) {
        var fields = ShellAssignments.of(text);
        var id = fields.getOrDefault("DISTRIB_ID", "");
        var version = fields.getOrDefault("DISTRIB_RELEASE", "");
        return id.isEmpty()
                ? Reading.NOTHING
                : seen(
                        id.toLowerCase(Locale.ROOT),
                        version,
                        fields.getOrDefault("DISTRIB_CODENAME", ""),
                        fields.getOrDefault("DISTRIB_DESCRIPTION", (id + " " + version).strip()));
    }

    /// A title, and the numbers of the version and of the service pack below it.
    private static Reading suse(String text) throws MalformedFileException {
        var title = text.lines().findFirst().orElse("");
        var version = new StringBuilder();
        SUSE_VALUE
                .matcher(text)
                .results()
                .map(value -> value.group(2))
                .filter(value -> !value.equals("0"))
                .forEach(value -> version.append(version.isEmpty() ? "" : ".").append(value));
        return seen(id(title), version.toString(), "", title);
    }

    private static Reading titled(String text) throws MalformedFileException {
        var title = text.lines().findFirst().orElse("");
        var matcher = TITLE.matcher(title);
        if (!matcher.matches()) {
            throw unknown(title);
        }
        return seen(id(title), matcher.group(2), "", title);
    }

    private static String id(String title) throws MalformedFileException {
        var start = title.toLowerCase(Locale.ROOT);
        return IDS.keySet().stream()
                .filter(start::startsWith)
                .findFirst()
                .map(IDS::get)
                .orElseThrow(() -> unknown(title));
    }

    private static MalformedFileException unknown(String title) {
        return new MalformedFileException(
                "names no release of a distribution that is known: '%s'"
                        .formatted(Excerpt.of(title, 80)));
    }

    private static Reading seen(String id, String version, String codename, String name) {
        var is = new Distribution(id, version, codename, name, List.of());
        return new Reading(
                List.of(new DistributionSeen(is)), KnownDistributions.gap(is).stream().toList());
    }
}
