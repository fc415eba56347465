package org.tidewaiter.signing.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.ledger.LedgerEntry.Note;

/// A ledger in a file, to which several programs may append. Each line names the one before by its
/// digest, and nothing is ever removed: half a line that a machine has left when it failed stays,
/// and the next entry names it.
public record Ledger(Path file) {
    private static final Object IN_THIS_PROCESS = new Object();
    private static final int PIECE_BYTES = 1 << 16;

    /// Returns once the entry is on the disk.
    ///
    /// @throws IOException also where what stands there is no ledger
    public LedgerEntry append(Note note, Instant time) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        synchronized (IN_THIS_PROCESS) {
            try (var channel =
                            FileChannel.open(
                                    file,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return append(channel, note, time.truncatedTo(ChronoUnit.SECONDS));
            }
        }
    }

    private LedgerEntry append(FileChannel channel, Note note, Instant time) throws IOException {
        var end = end(channel);
        var entry =
                new LedgerEntry(
                        end.last.map(LedgerEntry::sequence).orElse(0L) + 1,
                        end.last.map(one -> VerifiedBytes.sha256(one.line())),
                        end.torn.length == 0
                                ? Optional.empty()
                                : Optional.of(VerifiedBytes.sha256(end.torn)),
                        time,
                        note);
        var line = entry.line();
        if (line.length > LedgerLines.MAX_BYTES) {
            throw new IOException("an entry of %,d bytes is too long".formatted(line.length));
        }
        var bytes = ByteBuffer.allocate(line.length + 2);
        if (end.endsInALine) {
            bytes.put((byte) '\n');
        }
        bytes.put(line).put((byte) '\n').flip();
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
        return entry;
    }

    /// How a ledger ends.
    ///
    /// @param torn what stands after the last entry, with the end of its line
    /// @param endsInALine whether the file has not that yet
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record End(Optional<LedgerEntry> last, byte[] torn, boolean endsInALine) {}

    private End end(FileChannel channel) throws IOException {
        long size = channel.size();
        boolean endsInALine = size > 0 && read(channel, size - 1, 1)[0] != '\n';
        long end = endsInALine ? size : size - 1;
        while (end > 0) {
            var line = after(channel, end);
            try {
                var entry = LedgerEntry.read(line);
                var torn = end == size ? new byte[0] : torn(channel, end + 1, endsInALine);
                return new End(Optional.of(entry), torn, endsInALine);
            } catch (RefusedException _) {
                // half a line
            }
            end -= line.length + 1;
        }
        return new End(Optional.empty(), torn(channel, 0, endsInALine), endsInALine);
    }

    private static byte[] torn(FileChannel channel, long from, boolean endsInALine)
            throws IOException {
        long length = channel.size() - from;
        if (length > LedgerLines.MAX_BYTES) {
            throw new IOException("it is no ledger: its end is none");
        }
        var bytes = read(channel, from, (int) length);
        if (!endsInALine) {
            return bytes;
        }
        var ended = Arrays.copyOf(bytes, bytes.length + 1);
        ended[bytes.length] = '\n';
        return ended;
    }

    /// From the last end of a line before a place up to there.
    private static byte[] after(FileChannel channel, long end) throws IOException {
        long start = end;
        while (start > 0) {
            int length = (int) Math.min(PIECE_BYTES, start);
            var piece = read(channel, start - length, length);
            int at = length - 1;
            while (at >= 0 && piece[at] != '\n') {
                at--;
            }
            start -= length - (at + 1);
            if (at >= 0) {
                break;
            }
            if (end - start > LedgerLines.MAX_BYTES) {
                throw new IOException(
                        "a line has more than %,d bytes".formatted(LedgerLines.MAX_BYTES));
            }
        }
        return read(channel, start, (int) (end - start));
    }

    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the ledger became shorter");
            }
        }
        return bytes.array();
    }

    /// The whole file; a file that is not there is an empty ledger.
    ///
    /// @param checkpoints that must be in it, verified
    /// @param each is given every entry that can be read
    public LedgerCheck check(List<Checkpoint> checkpoints, Consumer<LedgerEntry> each)
            throws IOException {
        if (!Files.exists(file)) {
            return LedgerCheck.of(new ByteArrayInputStream(new byte[0]), checkpoints, each);
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return LedgerCheck.of(in, checkpoints, each);
        }
    }
}
