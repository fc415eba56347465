package org.tidewaiter.image.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.layer.FileGap;
import org.tidewaiter.image.layer.FileReading;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.layer.LinkReading;
import org.tidewaiter.image.tar.Entry.Kind;
import org.tidewaiter.image.tar.FileCapabilities;
import org.tidewaiter.model.Account;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Edit;
import org.tidewaiter.model.NameSet;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.CodeSeen;
import org.tidewaiter.model.Observation.DependenciesSeen;
import org.tidewaiter.model.Observation.DistributionSeen;
import org.tidewaiter.model.Observation.FileDiverted;
import org.tidewaiter.model.Observation.FilesOwned;
import org.tidewaiter.model.Observation.GroupsSeen;
import org.tidewaiter.model.Observation.LicencesSeen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Observation.RepositoriesSeen;
import org.tidewaiter.model.Observation.SecretSeen;
import org.tidewaiter.model.Observation.SettingSeen;
import org.tidewaiter.model.Observation.UsersSeen;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.PackageRole;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Sha1;
import org.tidewaiter.model.SourcePackage;

/// Readings to keep.
final class Readings {
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<PackageRole> ROLES = List.of(PackageRole.values());
    private static final int OBSERVATION_KINDS = 12;

    /// Has every kind of entry and of observation.
    static final LayerReading ONE_OF_EACH = oneOfEach();

    private Readings() {}

    static LayerReading random(Random random) {
        var files = LayerFiles.builder();
        files.add(text(random), Kind.FILE, 1, "", Attributes.PLAIN);
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            var kind = KINDS.get(random.nextInt(KINDS.size()));
            boolean link = kind == Kind.SYMLINK || kind == Kind.HARD_LINK;
            int file =
                    files.add(
                            text(random),
                            kind,
                            random.nextLong() >>> 1,
                            link ? text(random) : "",
                            new Attributes(
                                    random.nextInt(), random.nextInt(3), -random.nextInt(3)));
            if (random.nextBoolean()) {
                files.capabilities(
                        file,
                        new FileCapabilities(
                                random.nextLong(),
                                random.nextLong(),
                                random.nextBoolean(),
                                random.nextInt(9)));
            }
            if (kind == Kind.FILE && random.nextBoolean()) {
                var digest = new byte[32];
                random.nextBytes(digest);
                files.digest(file, digest);
            }
            if (kind == Kind.FILE && random.nextBoolean()) {
                var sha1 = new byte[20];
                random.nextBytes(sha1);
                files.sha1(file, sha1);
            }
        }
        return new LayerReading(
                files.build(),
                some(
                        random,
                        from ->
                                new FileReading(
                                        0,
                                        text(from),
                                        text(from),
                                        some(from, Readings::observation))),
                some(random, from -> new FileGap(text(from), text(from))),
                some(random, from -> from.nextInt(1 << 20)),
                some(random, Readings::link));
    }

    private static LayerReading oneOfEach() {
        var files = LayerFiles.builder();
        files.add("etc", Kind.DIRECTORY, 0, "", Attributes.PLAIN);
        files.add("etc/os-release", Kind.SYMLINK, 0, "../usr/lib/os-release", Attributes.PLAIN);
        files.add("etc/ünï\u2028", Kind.FILE, 5L << 32, "", Attributes.PLAIN);
        files.add("etc/hard", Kind.HARD_LINK, 0, "etc/x", Attributes.PLAIN);
        files.add("dev/null", Kind.OTHER, 0, "", Attributes.PLAIN);
        files.capabilities(2, new FileCapabilities(1L << 10, 1L << 40, true, 1000));
        var random = new Random(1);
        var observations = new ArrayList<Observation>();
        for (int kind = 0; kind < OBSERVATION_KINDS; kind++) {
            observations.add(observation(random, kind));
        }
        return new LayerReading(
                files.build(),
                List.of(new FileReading(2, "etc/x", "reader", observations)),
                List.of(new FileGap("etc/x", "reader: no")),
                List.of(0, 7),
                List.of(
                        new LinkReading(
                                new FileReading(2, "etc/hard", "reader", observations),
                                List.of(new FileGap("etc/hard", "reader: no")))));
    }

    private static LinkReading link(Random random) {
        return new LinkReading(
                new FileReading(0, text(random), text(random), some(random, Readings::observation)),
                some(random, from -> new FileGap(text(from), text(from))));
    }

    private static Observation observation(Random random) {
        return observation(random, random.nextInt(OBSERVATION_KINDS));
    }

    private static Observation observation(Random random, int kind) {
        return switch (kind) {
            case 0 ->
                    new PackageSeen(
                            Purl.of("deb", "debian", "n" + text(random), text(random))
                                    .withQualifier("arch", text(random)),
                            random.nextBoolean()
                                    ? Optional.of(new SourcePackage(text(random), text(random)))
                                    : Optional.empty(),
                            some(random, Readings::text),
                            random.nextBoolean(),
                            text(random),
                            some(random, Readings::text),
                            ROLES.get(random.nextInt(ROLES.size())),
                            sha1(random));
            case 1 -> new FilesOwned(key(random), some(random, Readings::text));
            case 2 -> new LicencesSeen(key(random), some(random, Readings::text));
            case 3 -> new RepositoriesSeen(some(random, Readings::text));
            case 4 ->
                    new DependenciesSeen(
                            Purl.of("npm", "", "n" + text(random), text(random)),
                            some(random, from -> some(from, Readings::text)),
                            some(random, Readings::text));
            case 5 -> new FileDiverted(text(random), text(random), text(random));
            case 6 ->
                    new CodeSeen(
                            text(random),
                            text(random),
                            random.nextBoolean(),
                            NameSet.of(some(random, Readings::text)));
            case 7 ->
                    new SecretSeen(
                            text(random),
                            text(random),
                            random.nextInt(1 << 20),
                            text(random),
                            text(random),
                            text(random));
            case 8 ->
                    new SettingSeen(
                            text(random),
                            random.nextInt(1 << 20),
                            text(random),
                            random.nextBoolean()
                                    ? Optional.of(new Edit(1, 1 + random.nextInt(9), text(random)))
                                    : Optional.empty());
            case 9 -> new UsersSeen(some(random, Readings::account));
            case 10 -> new GroupsSeen(some(random, Readings::account));
            default ->
                    new DistributionSeen(
                            new Distribution(
                                    text(random),
                                    text(random),
                                    text(random),
                                    text(random),
                                    some(random, Readings::text)));
        };
    }

    private static Optional<Sha1> sha1(Random random) {
        var hash = new byte[20];
        random.nextBytes(hash);
        return random.nextBoolean() ? Optional.of(Sha1.ofHash(hash)) : Optional.empty();
    }

    private static Account account(Random random) {
        return new Account(text(random), random.nextInt(1 << 20));
    }

    private static PackageKey key(Random random) {
        return new PackageKey(text(random), text(random), text(random));
    }

    private static String text(Random random) {
        return List.of("", "usr/lib/a", "usr/lib/ab", "usr/\u00e9", "usr/\u00e8", "\ud83d\ude00x")
                .get(random.nextInt(6));
    }

    private static <T> List<T> some(Random random, Function<Random, T> one) {
        var list = new ArrayList<T>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            list.add(one.apply(random));
        }
        return list;
    }
}
