package org.tidewaiter.inventory.ruby;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the specification of an installed gem, which RubyGems writes to `specifications/` beside
/// `gems/`; those of gems that come with Ruby are in `specifications/default/`.
///
/// A specification is Ruby, and is not run. RubyGems writes what it needs itself in a comment at
/// the top, `# stub: nokogiri 1.15.0 x86_64-linux lib`; older and hand-made files give the same by
/// assignments of literals.
///
/// @see "RubyGems source, specification.rb to_ruby, stub_specification.rb"
public final class GemspecReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final int MAX_LICENCES = 20;
    private static final String FROM_GIT = "/bundler/gems/";

    private static final Pattern STUB =
            Pattern.compile("(?m)^# stub: (\\S{1,200}) (\\S{1,200}) (\\S{1,100}) ");
    private static final Pattern LICENCES =
            Pattern.compile("(?m)^\\s*+\\w++\\.licen[sc]es?\\s*+=\\s*+(\\S[^\\n]*)");

    /// `s.add_runtime_dependency("rack".freeze, …)`, `s.add_dependency(%q<rack>.freeze, …)`.
    private static final Pattern NEED =
            Pattern.compile(
                    "(?m)^\\s*+\\w++\\.add_(?:runtime_)?+dependency[ \\t]*+\\(?+[ \\t]*+"
                            + "(?:%q<([^>\\n]++)>|([\"'])([^\"'\\n]++)\\2)");

    private static final Pattern QUOTED = Pattern.compile("([\"'])([^\"'\\n]*)\\1");

    private static final Pattern NAME = assignment("name");
    private static final Pattern VERSION = assignment("version");
    private static final Pattern PLATFORM = assignment("platform");

    @Override
    public String name() {
        return "gemspec";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/specifications/*.gemspec",
                        "**/specifications/default/*.gemspec",
                        "**" + FROM_GIT + "*/*.gemspec")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var text = file.text();
        var gem =
                stub(text)
                        .or(() ->
                                GemName.of(
                                        literal(NAME, text),
                                        literal(VERSION, text),
                                        literal(PLATFORM, text)));
        if (("/" + file.path()).contains(FROM_GIT)) {
            return fromGit(file, gem, text);
        }
        var installed =
                gem.orElseThrow(() ->
                        new MalformedFileException(
                                "an installed gem without a literal name and version, so it cannot"
                                        + " be judged"));
        var home = file.path().substring(0, file.path().lastIndexOf("specifications/"));
        return reading(installed.purl(), text, home + "gems/" + installed.fullName() + "/");
    }

    /// What Bundler took from Git has the specification of its source, where the version is rarely
    /// a literal, in a directory named after the repository and the commit.
    private static Reading fromGit(ClaimedFile file, Optional<GemName> gem, String text) {
        var name = file.fileName().replaceFirst("\\.gemspec$", "");
        return gem.isEmpty() && name.isEmpty()
                ? Reading.NOTHING
                : reading(
                        gem.map(GemName::purl).orElseGet(() -> Purl.of("gem", "", name, "")),
                        text,
                        file.directory());
    }

    private static Reading reading(Purl purl, String text, String directory) {
        var seen =
                PackageSeen.installed(purl)
                        .withLicences(licences(text))
                        .withFiles(List.of(directory));
        var needs = NEED.matcher(text).results().map(GemspecReader::need).toList();
        return needs.isEmpty()
                ? Reading.of(seen)
                : Reading.of(seen, DependenciesSeen.plain(purl, needs));
    }

    private static String need(MatchResult need) {
        return need.group(1) == null ? need.group(3) : need.group(1);
    }

    private static Optional<GemName> stub(String text) {
        var stub = STUB.matcher(text);
        return stub.find()
                ? GemName.of(stub.group(1), stub.group(2), stub.group(3))
                : Optional.empty();
    }

    /// `s.name = "a".freeze`, `s.version = Gem::Version.new("1.0")`.
    private static Pattern assignment(String attribute) {
        return Pattern.compile(
                "(?m)^\\s*+\\w++\\.%s\\s*+=\\s*+(?:Gem::\\w++\\.new\\s*+\\(?)?\\s*+([\"'])([^\"'\\n]*)\\1"
                        .formatted(attribute));
    }

    private static String literal(Pattern assignment, String text) {
        var found = assignment.matcher(text);
        return found.find() ? found.group(2) : "";
    }

    private static List<String> licences(String text) {
        var line = LICENCES.matcher(text);
        return line.find()
                ? QUOTED.matcher(line.group(1))
                        .results()
                        .limit(MAX_LICENCES)
                        .map(quoted -> SpdxLicences.recognise(quoted.group(2)))
                        .filter(licence -> !licence.isEmpty())
                        .toList()
                : List.of();
    }
}
