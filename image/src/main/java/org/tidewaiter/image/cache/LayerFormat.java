package org.tidewaiter.image.cache;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tidewaiter.image.cache.BinaryReader.BrokenEntryException;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.layer.FileGap;
import org.tidewaiter.image.layer.FileReading;
import org.tidewaiter.image.layer.LayerFiles;
import org.tidewaiter.image.layer.LayerReading;
import org.tidewaiter.image.layer.LinkReading;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.FileCapabilities;
import org.tidewaiter.model.Account;
import org.tidewaiter.model.Digest;
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

/// A reading as bytes: a mark with the version, what it was read of and by whom, the content, and a
/// checksum over all of it.
///
/// An entry of another version, or of another layer or other readers, whatever the name of its
/// file, is as good as none. Raise the version with every change here.
final class LayerFormat {
    private static final Entries ENTRIES = new Entries("tidewaiter layer 11\n");
    private static final int HASH_BYTES = 32;
    private static final int SHA1_BYTES = 20;
    private static final long LOW_WORD = 0xffff_ffffL;
    private static final int OTHER = 4;
    private static final int JAVA_AGENT = 5;
    private static final int PACKAGE = 0;
    private static final int FILES = 1;
    private static final int LICENCES = 2;
    private static final int REPOSITORIES = 3;
    private static final int DISTRIBUTION = 4;
    private static final int DEPENDENCIES = 5;
    private static final int DIVERSION = 6;
    private static final int CODE = 7;
    private static final int SECRET = 8;
    private static final int SETTING = 9;
    private static final int USERS = 10;
    private static final int GROUPS = 11;

    private LayerFormat() {}

    /// @param readers of everything that decides what a layer's bytes are read as
    static byte[] encode(Digest readers, Digest diffId, LayerReading reading) {
        var out = ENTRIES.begin();
        out.text(readers.toString());
        out.text(diffId.toString());
        writeFiles(out, reading.files());
        out.list(reading.readings(), LayerFormat::writeReading);
        out.list(reading.gaps(), LayerFormat::writeGap);
        out.list(reading.skipped(), (to, count) -> to.number(count));
        out.list(
                reading.links(),
                (to, link) -> {
                    writeReading(to, link.reading());
                    to.list(link.gaps(), LayerFormat::writeGap);
                });
        return Entries.end(out);
    }

    /// @return nothing where the bytes are not exactly what was written by this version for these
    ///   readers and this layer
    static Optional<LayerReading> decode(Digest readers, Digest diffId, byte[] bytes) {
        return ENTRIES.content(bytes).flatMap(in -> decodeNamed(readers, diffId, in));
    }

    private static Optional<LayerReading> decodeNamed(
            Digest readers, Digest diffId, BinaryReader in) {
        try {
            return in.text().equals(readers.toString()) && in.text().equals(diffId.toString())
                    ? decodeContent(in)
                    : Optional.empty();
        } catch (BrokenEntryException _) {
            return Optional.empty();
        }
    }

    /// What stands between the names and the checksum, which is as good as foreign if a disk is.
    static Optional<LayerReading> decodeContent(BinaryReader in) {
        try {
            var files = readFiles(in);
            var readings = in.list(from -> readReading(from, files.count()));
            var gaps = in.list(LayerFormat::readGap);
            var skipped = in.list(from -> from.number(Integer.MAX_VALUE));
            var links =
                    in.list(from ->
                            new LinkReading(
                                    readReading(from, files.count()),
                                    from.list(LayerFormat::readGap)));
            in.expectEnd();
            return Optional.of(new LayerReading(files, readings, gaps, skipped, links));
        } catch (BrokenEntryException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static void writeFiles(BinaryWriter out, LayerFiles files) {
        out.list(files.distinctAttributes(), LayerFormat::writeAttributes);
        out.number(files.count());
        for (int file = 0; file < files.count(); file++) {
            var kind = files.kind(file);
            out.number(code(kind));
            out.number(files.attributesNumber(file));
            out.number(files.sizeBytes(file));
            out.text(files.path(file));
            if (isLink(kind)) {
                out.text(files.target(file));
            } else if (kind == Entry.Kind.FILE) {
                writeDigest(out, files.digest(file));
                writeSha1(out, files.sha1(file));
            }
        }
        var granted =
                IntStream.range(0, files.count())
                        .boxed()
                        .filter(file -> files.capabilities(file).isPresent())
                        .toList();
        out.list(
                granted,
                (to, file) -> {
                    to.number(file);
                    writeCapabilities(to, files.capabilities(file).orElseThrow());
                });
    }

    private static void writeAttributes(BinaryWriter out, Attributes attributes) {
        out.number(attributes.mode());
        out.number(attributes.uid());
        out.number(attributes.gid());
    }

    private static void writeCapabilities(BinaryWriter out, FileCapabilities granted) {
        out.number(granted.permitted() >>> Integer.SIZE);
        out.number(granted.permitted() & LOW_WORD);
        out.number(granted.inheritable() >>> Integer.SIZE);
        out.number(granted.inheritable() & LOW_WORD);
        out.flag(granted.effective());
        out.number(granted.rootUid());
    }

    private static LayerFiles readFiles(BinaryReader in) throws BrokenEntryException {
        var files = LayerFiles.builder();
        var distinct =
                in.list(from ->
                        new Attributes(
                                from.number(Integer.MAX_VALUE), from.number(), from.number()));
        int count = in.number(Integer.MAX_VALUE);
        for (int file = 0; file < count; file++) {
            var kind = kind(in.number(OTHER + 1));
            var attributes = distinct.get(in.number(distinct.size()));
            long size = in.number();
            var path = in.text();
            files.add(path, kind, size, isLink(kind) ? in.text() : "", attributes);
            if (kind == Entry.Kind.FILE) {
                readHashes(in, file, files);
            }
        }
        in.list(from -> readCapabilities(from, count, files));
        return files.build();
    }

    private static int readCapabilities(BinaryReader in, int count, LayerFiles.Builder files)
            throws BrokenEntryException {
        int file = in.number(count);
        long permitted = readWord(in) << Integer.SIZE | readWord(in);
        long inheritable = readWord(in) << Integer.SIZE | readWord(in);
        files.capabilities(
                file, new FileCapabilities(permitted, inheritable, in.flag(), readWord(in)));
        return file;
    }

    private static long readWord(BinaryReader in) throws BrokenEntryException {
        return in.number() & LOW_WORD;
    }

    private static void readHashes(BinaryReader in, int file, LayerFiles.Builder files)
            throws BrokenEntryException {
        if (in.flag()) {
            files.digest(file, in.bytes(HASH_BYTES));
        }
        if (in.flag()) {
            files.sha1(file, in.bytes(SHA1_BYTES));
        }
    }

    private static void writeDigest(BinaryWriter out, Optional<Digest> digest) {
        out.flag(digest.isPresent());
        digest.ifPresent(sha256 -> out.bytes(HexFormat.of().parseHex(sha256.hex())));
    }

    private static int code(Entry.Kind kind) {
        return switch (kind) {
            case FILE -> 0;
            case DIRECTORY -> 1;
            case SYMLINK -> 2;
            case HARD_LINK -> 3;
            case OTHER -> OTHER;
        };
    }

    private static Entry.Kind kind(int code) {
        return switch (code) {
            case 0 -> Entry.Kind.FILE;
            case 1 -> Entry.Kind.DIRECTORY;
            case 2 -> Entry.Kind.SYMLINK;
            case 3 -> Entry.Kind.HARD_LINK;
            default -> Entry.Kind.OTHER;
        };
    }

    private static boolean isLink(Entry.Kind kind) {
        return kind == Entry.Kind.SYMLINK || kind == Entry.Kind.HARD_LINK;
    }

    private static void writeReading(BinaryWriter out, FileReading reading) {
        out.number(reading.file());
        out.text(reading.path());
        out.text(reading.reader());
        out.list(reading.observations(), LayerFormat::writeObservation);
    }

    private static FileReading readReading(BinaryReader in, int files) throws BrokenEntryException {
        return new FileReading(
                in.number(files), in.text(), in.text(), in.list(LayerFormat::readObservation));
    }

    private static void writeGap(BinaryWriter out, FileGap gap) {
        out.text(gap.path());
        out.text(gap.reason());
    }

    private static FileGap readGap(BinaryReader in) throws BrokenEntryException {
        return new FileGap(in.text(), in.text());
    }

    private static void writeObservation(BinaryWriter out, Observation observation) {
        switch (observation) {
            case PackageSeen seen -> {
                out.number(PACKAGE);
                writePurl(out, seen.purl());
                out.list(
                        seen.source().stream().toList(),
                        (to, source) -> {
                            to.text(source.name());
                            to.text(source.version());
                        });
                out.texts(seen.licences());
                out.flag(seen.declared());
                out.text(seen.memberPath());
                out.texts(seen.files());
                out.number(code(seen.role()));
                writeSha1(out, seen.sha1());
            }
            case FilesOwned owned -> {
                out.number(FILES);
                writeKey(out, owned.owner());
                out.texts(owned.files());
            }
            case LicencesSeen seen -> {
                out.number(LICENCES);
                writeKey(out, seen.owner());
                out.texts(seen.licences());
            }
            case RepositoriesSeen(var repositories) -> {
                out.number(REPOSITORIES);
                out.texts(repositories);
            }
            case FileDiverted(var from, var to, var by) -> {
                out.number(DIVERSION);
                out.text(from);
                out.text(to);
                out.text(by);
            }
            case CodeSeen(var memberPath, var target, var complete, var names) -> {
                out.number(CODE);
                out.text(memberPath);
                out.text(target);
                out.flag(complete);
                var bytes = names.toBytes();
                out.number(bytes.length);
                out.bytes(bytes);
            }
            case DependenciesSeen seen -> {
                out.number(DEPENDENCIES);
                writePurl(out, seen.of());
                out.list(seen.needs(), BinaryWriter::texts);
                out.texts(seen.provides());
            }
            case SecretSeen seen -> {
                out.number(SECRET);
                out.text(seen.check());
                out.text(seen.memberPath());
                out.number(seen.line());
                out.text(seen.masked());
                out.text(seen.fingerprint());
                out.text(seen.excuse());
            }
            case SettingSeen(var check, var line, var message, var edit) -> {
                out.number(SETTING);
                out.text(check);
                out.number(line);
                out.text(message);
                out.list(edit.stream().toList(), LayerFormat::writeEdit);
            }
            case UsersSeen(var users) -> {
                out.number(USERS);
                out.list(users, LayerFormat::writeAccount);
            }
            case GroupsSeen(var groups) -> {
                out.number(GROUPS);
                out.list(groups, LayerFormat::writeAccount);
            }
            case DistributionSeen(var distribution) -> {
                out.number(DISTRIBUTION);
                out.text(distribution.id());
                out.text(distribution.versionId());
                out.text(distribution.codename());
                out.text(distribution.name());
                out.texts(distribution.like());
            }
        }
    }

    private static Observation readObservation(BinaryReader in) throws BrokenEntryException {
        return switch (in.number(GROUPS + 1)) {
            case PACKAGE ->
                    new PackageSeen(
                            readPurl(in),
                            readSource(in),
                            in.texts(),
                            in.flag(),
                            in.text(),
                            in.texts(),
                            role(in.number(JAVA_AGENT + 1)),
                            readSha1(in));
            case FILES -> new FilesOwned(readKey(in), in.texts());
            case LICENCES -> new LicencesSeen(readKey(in), in.texts());
            case DIVERSION -> new FileDiverted(in.text(), in.text(), in.text());
            case CODE -> new CodeSeen(in.text(), in.text(), in.flag(), readNames(in));
            case REPOSITORIES -> new RepositoriesSeen(in.texts());
            case SECRET ->
                    new SecretSeen(
                            in.text(),
                            in.text(),
                            in.number(Integer.MAX_VALUE),
                            in.text(),
                            in.text(),
                            in.text());
            case SETTING ->
                    new SettingSeen(
                            in.text(), in.number(Integer.MAX_VALUE), in.text(), readEdit(in));
            case USERS -> new UsersSeen(in.list(LayerFormat::readAccount));
            case GROUPS -> new GroupsSeen(in.list(LayerFormat::readAccount));
            case DEPENDENCIES ->
                    new DependenciesSeen(readPurl(in), in.list(BinaryReader::texts), in.texts());
            default ->
                    new DistributionSeen(
                            new Distribution(
                                    in.text(), in.text(), in.text(), in.text(), in.texts()));
        };
    }

    private static void writeAccount(BinaryWriter out, Account account) {
        out.text(account.name());
        out.number(account.id());
    }

    private static Account readAccount(BinaryReader in) throws BrokenEntryException {
        return new Account(in.text(), in.number());
    }

    private static void writeEdit(BinaryWriter out, Edit edit) {
        out.number(edit.firstLine());
        out.number(edit.lastLine());
        out.text(edit.text());
    }

    private static Optional<Edit> readEdit(BinaryReader in) throws BrokenEntryException {
        List<Edit> edits =
                in.list(from ->
                        new Edit(
                                from.number(Integer.MAX_VALUE),
                                from.number(Integer.MAX_VALUE),
                                from.text()));
        return edits.stream().findFirst();
    }

    private static NameSet readNames(BinaryReader in) throws BrokenEntryException {
        return NameSet.ofBytes(in.bytes(in.number(Integer.MAX_VALUE)))
                .orElseThrow(() -> new BrokenEntryException("no set of names"));
    }

    private static void writeSha1(BinaryWriter out, Optional<Sha1> sha1) {
        out.flag(sha1.isPresent());
        sha1.ifPresent(one -> out.bytes(HexFormat.of().parseHex(one.hex())));
    }

    private static Optional<Sha1> readSha1(BinaryReader in) throws BrokenEntryException {
        return in.flag() ? Optional.of(Sha1.ofHash(in.bytes(SHA1_BYTES))) : Optional.empty();
    }

    private static int code(PackageRole role) {
        return switch (role) {
            case SOFTWARE -> 0;
            case KERNEL_HEADERS -> 1;
            case DOCUMENTATION -> 2;
            case DEBUG_SYMBOLS -> 3;
            case TRANSITIONAL -> 4;
            case JAVA_AGENT -> JAVA_AGENT;
        };
    }

    private static PackageRole role(int code) {
        return switch (code) {
            case 0 -> PackageRole.SOFTWARE;
            case 1 -> PackageRole.KERNEL_HEADERS;
            case 2 -> PackageRole.DOCUMENTATION;
            case 3 -> PackageRole.DEBUG_SYMBOLS;
            case 4 -> PackageRole.TRANSITIONAL;
            default -> PackageRole.JAVA_AGENT;
        };
    }

    private static Optional<SourcePackage> readSource(BinaryReader in) throws BrokenEntryException {
        List<SourcePackage> sources = in.list(from -> new SourcePackage(from.text(), from.text()));
        return sources.stream().findFirst();
    }

    private static void writePurl(BinaryWriter out, Purl purl) {
        out.text(purl.type());
        out.text(purl.namespace());
        out.text(purl.name());
        out.text(purl.version());
        out.list(
                List.copyOf(purl.qualifiers().entrySet()),
                (to, qualifier) -> {
                    to.text(qualifier.getKey());
                    to.text(qualifier.getValue());
                });
        out.text(purl.subpath());
    }

    private static Purl readPurl(BinaryReader in) throws BrokenEntryException {
        var type = in.text();
        var namespace = in.text();
        var name = in.text();
        var version = in.text();
        var qualifiers = new TreeMap<String, String>();
        for (var pair : in.list(from -> List.of(from.text(), from.text()))) {
            qualifiers.put(pair.getFirst(), pair.getLast());
        }
        return new Purl(type, namespace, name, version, qualifiers, in.text());
    }

    private static void writeKey(BinaryWriter out, PackageKey key) {
        out.text(key.type());
        out.text(key.name());
        out.text(key.architecture());
    }

    private static PackageKey readKey(BinaryReader in) throws BrokenEntryException {
        return new PackageKey(in.text(), in.text(), in.text());
    }
}
