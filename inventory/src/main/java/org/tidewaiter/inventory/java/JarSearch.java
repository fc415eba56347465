package org.tidewaiter.inventory.java;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.java.ZipArchive.Entry;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.model.CodeIndex;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.CodeSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Sha1;

/// The search through one archive and all that is in it. Used once.
///
/// Bounded: archives are opened [#MAX_DEPTH] deep, [#MAX_INFLATED] bytes are inflated in all, and
/// [#MAX_HELD] bytes of nested archives are held at one time. What lies beyond is a gap, and so are
/// artifacts after the first [#MAX_PACKAGES]. After [#MAX_LISTED] entries the classes of archives
/// are not told.
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
    private static final int MAX_LISTED = 1_000_000;
    private static final int MAX_GAPS = 100;

    private final List<Observation> found = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private int packages;
    private int unread;
    private long listed;
    private long inflated;
    private long held;

    Reading reading() {
        return new Reading(found, gaps);
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
        var fileName = path.substring(path.lastIndexOf('/') + 1);
        int before = packages;
        int unreadBefore = unread;
        identify(new Archive(JarFileName.of(fileName), member, bytes, zip));
        boolean isSomething = packages > before;
        for (var entry : distinct(zip, member, JarSearch::isArchive)) {
            nested(zip, entry, member, depth + 1);
        }
        if (isSomething) {
            boolean complete = unread == unreadBefore && !JarFileName.isOfTests(fileName);
            addClasses(zip, member, complete);
        }
    }

    /// @param complete whether all that is in the archive was read
    private void addClasses(ZipArchive zip, String member, boolean complete) {
        if (listed > MAX_LISTED) {
            return;
        }
        listed += zip.entries().size();
        if (listed > MAX_LISTED) {
            gap(member, "its classes are not kept, nor those of what follows");
            return;
        }
        var names = JarClasses.names(zip.entries());
        if (names.size() > 0) {
            found.add(new CodeSeen(member, CodeIndex.JAVA, complete, names));
        }
    }

    /// One that is open.
    ///
    /// @param member its own place in the outermost one
    private record Archive(JarFileName name, String member, ByteBuffer bytes, ZipArchive zip) {
        boolean hasClassesIn(String folder) {
            return zip.entries().stream()
                    .map(Entry::name)
                    .anyMatch(one -> one.startsWith(folder) && one.endsWith(".class"));
        }
    }

    private void identify(Archive archive) {
        var evidence = new JarEvidence();
        for (var entry : distinct(archive.zip, archive.member, JarEvidence::isOne)) {
            try {
                evidence.read(entry.name(), content(archive.zip, entry));
            } catch (MalformedFileException e) {
                gap(join(archive.member, entry.name()), e);
            }
        }
        report(archive, evidence);
    }

    private void report(Archive archive, JarEvidence evidence) {
        var own = JarIdentity.own(archive.name, List.copyOf(evidence.poms().values()));
        if (own.isEmpty()) {
            reportWithoutPom(archive, evidence);
        }
        HiddenClasses.of(archive.zip)
                .ifPresent(hidden ->
                        gap(archive.member, hidden.sentence(evidence.bundled(own).size())));
        evidence.poms()
                .forEach((path, pom) -> {
                    var stated = evidence.licences(path);
                    if (Optional.of(pom).equals(own)) {
                        var licences = stated.isEmpty() ? evidence.manifest().licences() : stated;
                        add(
                                seen(pom, licences, archive.member)
                                        .withRole(evidence.manifest().role()));
                    } else {
                        add(seen(pom, stated, join(archive.member, path)));
                    }
                });
    }

    private void reportWithoutPom(Archive archive, JarEvidence evidence) {
        var licences = evidence.manifest().licences();
        var role = evidence.manifest().role();
        var stated = JarIdentity.stated(evidence.manifest());
        if (stated.isPresent()) {
            add(seen(stated.get(), licences, archive.member).withRole(role));
            return;
        }
        var guessed =
                JarIdentity.guessed(
                        archive.name,
                        evidence.manifest(),
                        evidence.module(),
                        archive::hasClassesIn);
        if (guessed.isPresent()) {
            add(
                    seen(guessed.get(), licences, archive.member)
                            .withRole(role)
                            .withSha1(Sha1.of(archive.bytes)));
        } else if (evidence.poms().isEmpty() && archive.hasClassesIn("")) {
            gap(
                    archive.member,
                    "nothing in the archive says what it is; its SHA-1 is "
                            + Sha1.of(archive.bytes).hex());
        }
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

    private static PackageSeen seen(Coordinates is, List<String> licences, String member) {
        return new PackageSeen(is.purl(), Optional.empty(), licences, false, member, List.of());
    }

    private void add(PackageSeen seen) {
        if (packages < MAX_PACKAGES) {
            found.add(seen);
            packages++;
        } else {
            gap("", "more than %,d artifacts".formatted(MAX_PACKAGES));
        }
    }

    private void gap(String member, MalformedFileException e) {
        gap(member, String.valueOf(e.getMessage()));
    }

    /// @param member empty for the archive itself
    private void gap(String member, String reason) {
        unread++;
        if (gaps.size() < MAX_GAPS) {
            gaps.add(member.isEmpty() ? reason : Excerpt.of(member) + ": " + reason);
        } else if (gaps.size() == MAX_GAPS) {
            gaps.add("more than %,d parts of the archive cannot be read".formatted(MAX_GAPS));
        }
    }

    private static boolean isArchive(String name) {
        return ENDINGS.contains(ending(name));
    }

    /// @return in lower case; the whole name if it has no ending
    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String join(String member, String name) {
        return member.isEmpty() ? name : member + "!/" + name;
    }
}
