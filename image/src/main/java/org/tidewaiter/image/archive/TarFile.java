package org.tidewaiter.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.manifest.NamedFiles;
import org.tidewaiter.image.stream.ExactInput;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.MalformedTarException;
import org.tidewaiter.image.tar.TarReader;

/// The members of a tar file, found by name and read where they stand. The file is gone through
/// once to learn the offsets; nothing is unpacked. If the file is compressed as a whole, a member
/// is reached by inflating again what stands before it.
public final class TarFile implements NamedFiles {
    private static final int MAX_MEMBERS = 100_000;
    private static final int MAX_LINKS = 16;

    private final Path file;
    private final boolean compressed;
    private final Map<String, Member> members;

    private TarFile(Path file, boolean compressed, Map<String, Member> members) {
        this.file = file;
        this.compressed = compressed;
        this.members = members;
    }

    /// @param offset of the content in the tar
    /// @param linkTarget a path from the root; nothing for a regular file
    private record Member(long offset, long sizeBytes, Optional<String> linkTarget) {}

    /// @throws MalformedTarException if it is no tar
    public static TarFile index(Path file) throws IOException {
        boolean compressed = isCompressed(file);
        var members = new HashMap<String, Member>();
        try (var tar = new TarReader(plain(file, compressed))) {
            for (var next = first(tar); next.isPresent(); next = tar.next()) {
                add(members, next.get(), tar.contentOffset());
            }
        }
        return new TarFile(file, compressed, members);
    }

    private static Optional<Entry> first(TarReader tar) throws IOException {
        try {
            return tar.next();
        } catch (MalformedTarException _) {
            throw new MalformedTarException("it is no tar archive, nor a compressed one");
        }
    }

    private static void add(Map<String, Member> members, Entry entry, long offset)
            throws MalformedTarException {
        if (members.size() == MAX_MEMBERS) {
            throw new MalformedTarException("more than %d members".formatted(MAX_MEMBERS));
        }
        var path = entry.path();
        switch (entry.kind()) {
            case FILE -> members.put(path, new Member(offset, entry.sizeBytes(), Optional.empty()));
            case HARD_LINK -> members.put(path, new Member(0, 0, Optional.of(entry.linkTarget())));
            case SYMLINK -> members.put(path, new Member(0, 0, Optional.of(entry.linkedPath())));
            case DIRECTORY, OTHER -> {}
        }
    }

    private static boolean isCompressed(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Decompression.isCompressed(in.readNBytes(Decompression.MAGIC_BYTES));
        }
    }

    private static InputStream plain(Path file, boolean compressed) throws IOException {
        if (compressed) {
            return Decompression.openAhead(
                    Files.newInputStream(file), Decompression.MAX_PLAIN_BYTES, Files.size(file));
        }
        return Channels.newInputStream(FileChannel.open(file));
    }

    /// The members that have bytes, or are links.
    Set<String> names() {
        return members.keySet();
    }

    public boolean isCompressed() {
        return compressed;
    }

    /// The tar from its start, unpacked.
    public InputStream openWhole() throws IOException {
        return plain(file, compressed);
    }

    @Override
    public OptionalLong sizeBytes(String name) {
        return find(name)
                .map(member -> OptionalLong.of(member.sizeBytes()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public InputStream open(String name) throws IOException {
        var member =
                find(name).orElseThrow(() -> new NoSuchFileException(file.toString(), name, null));
        var in = plain(file, compressed);
        try {
            in.skipNBytes(member.offset());
            return new ExactInput(in, member.sizeBytes(), "the archive ends inside a member");
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private Optional<Member> find(String name) {
        var member = members.get(name);
        for (int i = 0; i < MAX_LINKS && member != null && member.linkTarget().isPresent(); i++) {
            member = members.get(member.linkTarget().get());
        }
        return Optional.ofNullable(member).filter(it -> it.linkTarget().isEmpty());
    }
}
