package org.tidewaiter.inventory.alpine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Listing;
import org.tidewaiter.inventory.text.NamedRoles;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.SourcePackage;

/// Reads apk's database of installed packages: a block of `X:value` lines a package, ended by a
/// blank line or the end of the file. Letters that we do not use are passed over.
///
/// @see "apk-package(5), apk-v2(5): the letters of the index and of the installed database"
public final class ApkInstalledReader implements FileReader {
    private static final NamedRoles ROLES = NamedRoles.of("linux-headers", ".+-doc", ".+-dbg");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern CONSTRAINT = Pattern.compile("[<>=~@].*");

    @Override
    public String name() {
        return "apk-installed";
    }

    @Override
    public Claims claims() {
        return Claims.paths("lib/apk/db/installed", "usr/lib/apk/db/installed");
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var packages = new ArrayList<Observation>();
        var nameless = new ArrayList<String>();
        var versionless = new ArrayList<String>();
        var block = new Block();
        for (var line : file.text().split("\n", -1)) {
            if (!line.isBlank()) {
                block.add(line);
                continue;
            }
            block.end(packages, nameless, versionless);
            block = new Block();
        }
        block.end(packages, nameless, versionless);
        return new Reading(packages, gaps(nameless, versionless));
    }

    /// @param nameless versions of packages
    /// @param versionless names of packages
    private static List<String> gaps(List<String> nameless, List<String> versionless) {
        var gaps = new ArrayList<String>();
        if (!nameless.isEmpty()) {
            gaps.add("packages without a 'P:' line: " + Listing.of(nameless));
        }
        if (!versionless.isEmpty()) {
            gaps.add("packages without a 'V:' line: " + Listing.of(versionless));
        }
        return gaps;
    }

    /// The lines of one package.
    private static final class Block {
        private boolean started;
        private String name = "";
        private String version = "";
        private String architecture = "";
        private String licence = "";
        private String origin = "";
        private String needs = "";
        private String provides = "";
        private String folder = "";
        private final List<String> files = new ArrayList<>();

        void add(String line) throws MalformedFileException {
            if (line.length() < 2 || line.charAt(1) != ':') {
                throw new MalformedFileException("a line without a field letter");
            }
            started = true;
            var value = line.substring(2).strip();
            switch (line.charAt(0)) {
                case 'P' -> name = value;
                case 'V' -> version = value;
                case 'A' -> architecture = value;
                case 'L' -> licence = value;
                case 'o' -> origin = value;
                case 'D' -> needs = value;
                case 'p' -> provides = value;
                case 'F' -> folder = value;
                case 'R' -> files.add(folder.isEmpty() ? value : folder + "/" + value);
                default -> {}
            }
        }

        void end(List<Observation> packages, List<String> nameless, List<String> versionless) {
            if (!started) {
                return;
            }
            if (name.isEmpty()) {
                nameless.add(version);
                return;
            }
            if (version.isEmpty()) {
                versionless.add(name);
                return;
            }
            var purl = Purl.of("apk", "", name, version).withQualifier("arch", architecture);
            packages.add(
                    new PackageSeen(
                            purl,
                            Optional.of(
                                    new SourcePackage(origin.isEmpty() ? name : origin, version)),
                            licence.isEmpty() ? List.of() : List.of(licence),
                            false,
                            "",
                            files,
                            ROLES.of(name)));
            var dependencies =
                    new DependenciesSeen(
                            purl, names(needs).map(List::of).toList(), names(provides).toList());
            if (!dependencies.isEmpty()) {
                packages.add(dependencies);
            }
        }

        /// `so:libc.musl-x86_64.so.1 busybox>=1.36` without versions; `!name` is a conflict.
        private static Stream<String> names(String list) {
            return SPACES.splitAsStream(list)
                    .filter(word -> !word.startsWith("!"))
                    .map(word -> CONSTRAINT.matcher(word).replaceFirst(""))
                    .filter(Predicate.not(String::isEmpty));
        }
    }
}
