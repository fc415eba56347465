package org.tidewaiter.inventory;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tidewaiter.inventory.dotnet.PeVersionReader;
import org.tidewaiter.inventory.java.JvmReleaseReader;
import org.tidewaiter.inventory.kernel.KernelModuleReader;
import org.tidewaiter.inventory.program.PackageNoteReader;
import org.tidewaiter.inventory.program.ProgramReader;
import org.tidewaiter.inventory.program.ScriptReader;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;

/// A package at one place, judged on the merged file system.
///
/// @param path of the file that lists it, or is it
/// @param layer that brought the package
record Found(String reader, String path, PackageSeen seen, Presence presence, OptionalInt layer) {

    /// Readers that name what they see worse than a distribution that owns it does.
    private static final Set<String> BY_CONTENT =
            Set.of(
                    ProgramReader.NAME,
                    PackageNoteReader.NAME,
                    ScriptReader.NAME,
                    KernelModuleReader.NAME,
                    PeVersionReader.NAME);

    private static final Set<String> JAVA_MACHINES = Set.of("openjdk", "oracle-jdk");

    boolean isOfDistribution() {
        return seen.purl().isKeptInDatabase() && !isProgram();
    }

    /// Whether it was recognised by its content alone.
    boolean isProgram() {
        return BY_CONTENT.contains(reader);
    }

    /// Whether any package that owns the file names it better, be it of a distribution or not.
    boolean yieldsToAnyOwner() {
        return reader.equals(PeVersionReader.NAME);
    }

    /// Whether it is the machine of Java that a whole runtime has inside.
    boolean isPartOf(Purl owner) {
        return reader.equals(ProgramReader.NAME)
                && JAVA_MACHINES.contains(seen.purl().name())
                && JvmReleaseReader.isRuntime(owner);
    }

    /// Whether a gap is one of what is recognised by its content alone.
    static boolean isOfProgram(Gap gap) {
        return BY_CONTENT.stream().anyMatch(reader -> gap.reason().startsWith(reader + ": "));
    }

    boolean isLive() {
        return presence == Presence.LIVE;
    }

    /// How its database calls it.
    PackageKey key() {
        return key(seen.purl());
    }

    static PackageKey key(Purl purl) {
        return new PackageKey(purl.type(), purl.ecosystemName(), purl.qualifier("arch"));
    }

    Location location() {
        return new Location(place(path, seen.memberPath()), layer);
    }

    /// @param member of the archive that the path leads to; empty for the file itself
    static String place(String path, String member) {
        return member.isEmpty() ? path : path + "!/" + member;
    }

    /// What the purl does not say yet of the source package; where it names it, nothing.
    Optional<String> upstream() {
        var purl = seen.purl();
        return seen.source()
                .filter(_ -> purl.qualifier("upstream").isEmpty())
                .filter(source ->
                        !source.name().equals(purl.name())
                                || !source.version().equals(purl.version()))
                .map(source ->
                        source.version().equals(purl.version())
                                ? source.name()
                                : source.name() + "@" + source.version());
    }
}
