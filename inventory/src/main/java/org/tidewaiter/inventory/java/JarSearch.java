package org.tidewaiter.inventory.java;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.java.ZipArchive.Entry;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.PackageSeen;

/// The search through one archive and all that is in it. Used once.
///
/// Bounded: archives are opened [#MAX_DEPTH] deep, [#MAX_INFLATED] bytes are inflated in all, and
/// [#MAX_HELD] bytes of nested archives are held at one time. What lies beyond is a gap, and so are
/// artifacts after the first [#MAX_PACKAGES].
final class JarSearch {
    static final Set<String> ENDINGS =
            new TreeSet<>(
                    Set.of(
                            "jar", "war", "ear", "par", "hpi", "jpi", "aar", "kar", "sar", "nar",
                            "lpkg", "rar"));

    /// Those that other programs give to files of their own, as RAR, Nix and sysstat do.
    private static final Set<String> SHARED_ENDINGS = Set.of("rar", "nar", "sar");

    private static final int MAX_DEPTH = 8;
    private static final long MAX_INFLATED = 1L << 30;
    private static final long MAX_HELD = 64L << 20;
    private static final long MAX_TEXT = 16L << 20;
    private static final int MAX_PACKAGES = 50_000;
    private static final int MAX_GAPS = 100;

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String MODULE = "module-info.class";
    private static final Pattern POM =
            Pattern.compile("(?:.*/)?META-INF/maven/[^/]+/[^/]+/pom\\.(properties|xml)");

    private final List<Observation> packages = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private long inflated;
    private long held;

    Reading reading() {
        return new Reading(packages, gaps);
    }

    /// What has an ending that others use too and does not begin as an archive is passed over.
    ///
    /// @param path its last part is the archive's name
    /// @param member the archive's own place in the outermost one; empty for that
    /// @throws MalformedFileException if nothing of the archive can be read
    void archive(String path, String member, ByteBuffer bytes, int depth)
            throws MalformedFileException {
        if (SHARED_ENDINGS.contains(ending(path)) && !ZipArchive.isLikely(bytes)) {
            return;
        }
        var zip = ZipArchive.open(bytes);
        var name = JarFileName.of(path.substring(path.lastIndexOf('/') + 1));
        identify(name, member, zip);
        for (var entry : distinct(zip, member, JarSearch::isArchive)) {
            nested(zip, entry, member, depth + 1);
        }
    }

    private void identify(JarFileName name, String member, ZipArchive zip) {
        var manifest = JarManifest.NONE;
        var module = JarModule.NONE;
        var poms = new LinkedHashMap<String, Coordinates>();
        var licences = new HashMap<String, List<String>>();
        for (var entry : distinct(zip, member, JarSearch::isEvidence)) {
            try {
                var content = content(zip, entry);
                if (entry.name().equals(MANIFEST)) {
                    manifest = JarManifest.read(content);
                } else if (entry.name().equals(MODULE)) {
                    module = JarModule.read(content);
                } else if (entry.name().endsWith(".xml")) {
                    licences.put(folder(entry.name()), PomFiles.licences(content));
                } else {
                    poms.put(entry.name(), PomFiles.properties(content));
                }
            } catch (MalformedFileException e) {
                gap(join(member, entry.name()), e);
            }
        }
        report(name, member, zip, manifest, module, poms, licences);
    }

    private void report(
            JarFileName name,
            String member,
            ZipArchive zip,
            JarManifest manifest,
            JarModule module,
            Map<String, Coordinates> poms,
            Map<String, List<String>> licences) {
        var own = JarIdentity.own(name, List.copyOf(poms.values()));
        if (own.isEmpty()) {
            var guessed =
                    JarIdentity.guessed(
                            name, manifest, module, folder -> hasClassesIn(zip, folder));
            guessed.ifPresent(is -> add(is, manifest.licences(), member));
            if (guessed.isEmpty() && poms.isEmpty() && hasClassesIn(zip, "")) {
                gap(member, "nothing in the archive says what it is");
            }
        }
        poms.forEach((path, pom) -> {
            var stated = licences.getOrDefault(folder(path), List.of());
            if (Optional.of(pom).equals(own)) {
                add(pom, stated.isEmpty() ? manifest.licences() : stated, member);
            } else {
                add(pom, stated, join(member, path));
            }
        });
    }

    private void nested(ZipArchive zip, Entry entry, String member, int depth) {
        var inner = join(member, entry.name());
        long before = held;
        try {
            if (depth > MAX_DEPTH) {
                throw new MalformedFileException(
                        "archives are nested more than %d deep".formatted(MAX_DEPTH));
            }
            if (entry.method() != 0) {
                held += entry.sizeBytes();
                if (entry.sizeBytes() > MAX_HELD || held > MAX_HELD) {
                    throw new MalformedFileException(
                            "it takes more than the %,d bytes allowed for nested archives"
                                    .formatted(MAX_HELD));
                }
            }
            archive(entry.name(), inner, inflate(zip, entry), depth);
        } catch (MalformedFileException e) {
            gap(inner, e);
        } finally {
            held = before;
        }
    }

    private ByteBuffer content(ZipArchive zip, Entry entry) throws MalformedFileException {
        if (entry.sizeBytes() > MAX_TEXT) {
            throw new MalformedFileException("it is larger than %,d bytes".formatted(MAX_TEXT));
        }
        return inflate(zip, entry);
    }

    private ByteBuffer inflate(ZipArchive zip, Entry entry) throws MalformedFileException {
        if (entry.sizeBytes() > MAX_INFLATED - inflated) {
            throw new MalformedFileException(
                    "the archive inflates to more than %,d bytes".formatted(MAX_INFLATED));
        }
        inflated += entry.sizeBytes();
        return zip.content(entry);
    }

    /// The wanted entries. One whose name stands there twice is read, both times, and is a gap,
    /// since nobody can say which of the two is used.
    private List<Entry> distinct(ZipArchive zip, String member, Predicate<String> wanted) {
        var names = new HashSet<String>();
        var entries = new ArrayList<Entry>();
        for (var entry : zip.entries()) {
            if (wanted.test(entry.name())) {
                entries.add(entry);
                if (!names.add(entry.name())) {
                    gap(join(member, entry.name()), "it is there twice");
                }
            }
        }
        return entries;
    }

    private void add(Coordinates is, List<String> licences, String member) {
        if (packages.size() < MAX_PACKAGES) {
            packages.add(
                    new PackageSeen(
                            is.purl(), Optional.empty(), licences, false, member, List.of()));
        } else {
            gap("", "more than %,d artifacts".formatted(MAX_PACKAGES));
        }
    }

    private void gap(String member, MalformedFileException e) {
        gap(member, String.valueOf(e.getMessage()));
    }

    /// @param member empty for the archive itself
    private void gap(String member, String reason) {
        if (gaps.size() < MAX_GAPS) {
            gaps.add(member.isEmpty() ? reason : Excerpt.of(member) + ": " + reason);
        } else if (gaps.size() == MAX_GAPS) {
            gaps.add("more than %,d parts of the archive cannot be read".formatted(MAX_GAPS));
        }
    }

    private static boolean isEvidence(String name) {
        return name.equals(MANIFEST) || name.equals(MODULE) || POM.matcher(name).matches();
    }

    private static boolean isArchive(String name) {
        return ENDINGS.contains(ending(name));
    }

    /// @return in lower case; the whole name if it has no ending
    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean hasClassesIn(ZipArchive zip, String folder) {
        return zip.entries().stream()
                .map(Entry::name)
                .anyMatch(name -> name.startsWith(folder) && name.endsWith(".class"));
    }

    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static String join(String member, String name) {
        return member.isEmpty() ? name : member + "!/" + name;
    }
}
