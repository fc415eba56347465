package org.tidewaiter.inventory.ruby;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.VcsUrl;
import org.tidewaiter.model.Purl;

/// Reads Bundler's lock files, `Gemfile.lock` and `gems.locked`. What they list is declared, not
/// proven to be installed. A gem is listed for each platform that the file was resolved for.
///
/// Left out: gems by `PATH`, which are the project's own, plugins of Bundler, and the version of
/// Bundler itself. What only development needs is listed too, since the file does not say which
/// that is.
///
/// @see "Bundler source, lockfile_parser.rb"
public final class GemfileLockReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;
    private static final Pattern SECTION = Pattern.compile("[A-Z]{2,}(?: [A-Z]+)*");
    private static final Pattern OPTION = Pattern.compile("  ([a-z]+): (.+)");
    private static final Pattern SPEC =
            Pattern.compile(" {4}([^\\s(]+) \\(([^-)]+)(?:-([^)]*))?\\)!?");
    private static final Pattern NEED = Pattern.compile(" {6}([^\\s(!]+).*");
    private static final String RUBYGEMS = "https://rubygems.org/";

    @Override
    public String name() {
        return "gemfile-lock";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/Gemfile.lock", "**/gems.locked").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var gems = PackageList.declared();
        var section = new Section("");
        boolean known = false;
        for (var line : (Iterable<String>) file.text().lines()::iterator) {
            if (line.startsWith("<<<<<<<")) {
                throw new MalformedFileException("has conflicts of a merge");
            }
            if (SECTION.matcher(line).matches()) {
                section.end(gems);
                section = new Section(line);
                known |= section.listsGems() || line.equals("DEPENDENCIES");
            } else if (section.listsGems()) {
                section.read(line, gems);
            }
        }
        section.end(gems);
        if (!known && !file.text().isBlank()) {
            throw new MalformedFileException("no section that lists gems");
        }
        return gems.reading();
    }

    private static final class Section {
        private final String name;
        private final List<String> remotes = new ArrayList<>();
        private final List<String> needs = new ArrayList<>();
        private Optional<Purl> current = Optional.empty();
        private String revision = "";

        Section(String name) {
            this.name = name;
        }

        boolean listsGems() {
            return name.equals("GEM") || name.equals("GIT");
        }

        void read(String line, PackageList gems) {
            var option = OPTION.matcher(line);
            var spec = SPEC.matcher(line);
            var need = NEED.matcher(line);
            if (option.matches()) {
                switch (option.group(1)) {
                    case "remote" -> remotes.add(option.group(2));
                    case "revision" -> revision = option.group(2);
                    default -> {}
                }
            } else if (spec.matches()) {
                var platform = spec.group(3) == null ? "" : spec.group(3);
                GemName.of(spec.group(1), spec.group(2), platform)
                        .ifPresentOrElse(
                                gem -> begin(withSource(gem.purl()), gems),
                                () -> passOver(spec.group(1), gems));
            } else if (need.matches()) {
                needs.add(need.group(1));
            } else if (line.startsWith("    ") && !line.startsWith("     ")) {
                passOver(line.strip(), gems);
            }
        }

        private void begin(Purl gem, PackageList gems) {
            end(gems);
            gems.add(gem);
            current = Optional.of(gem);
        }

        private void passOver(String gem, PackageList gems) {
            end(gems);
            gems.unusable(gem);
        }

        /// The needs of a gem stand below it.
        void end(PackageList gems) {
            current.ifPresent(gem -> gems.addNeeds(gem, needs));
            needs.clear();
            current = Optional.empty();
        }

        /// Where a section has several servers, the file does not say which gem is from where.
        private Purl withSource(Purl gem) {
            var first = remotes.isEmpty() ? RUBYGEMS : remotes.getFirst();
            if (name.equals("GIT")) {
                return gem.withQualifier("vcs_url", VcsUrl.ofGit(first, revision));
            }
            return remotes.size() > 1 || first.equals(RUBYGEMS)
                    ? gem
                    : gem.withQualifier("repository_url", first);
        }
    }
}
