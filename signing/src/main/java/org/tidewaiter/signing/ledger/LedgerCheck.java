package org.tidewaiter.signing.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.check.RefusedException;

/// Whether a ledger is what was written. That lines are missing at its end, it cannot say of
/// itself: that is seen against a checkpoint that is kept elsewhere.
///
/// @param entries how many were read
/// @param last the digest of the last whole line; nothing where there is none
/// @param flaws what is wrong, in the order of the file; only the first can be relied on
/// @param tornEnd whether it ends within a line, which a machine that failed leaves, or somebody
///   who has cut it
public record LedgerCheck(long entries, Optional<Digest> last, List<Flaw> flaws, boolean tornEnd) {
    private static final int MAX_FLAWS = 100;

    public LedgerCheck {
        flaws = List.copyOf(flaws);
    }

    /// @param line from 1
    /// @param what for people
    public record Flaw(long line, String what) {}

    public boolean passed() {
        return flaws.isEmpty();
    }

    /// @param checkpoints that must be in it, verified
    /// @param each is given every entry that can be read
    public static LedgerCheck of(
            InputStream ledger, List<Checkpoint> checkpoints, Consumer<LedgerEntry> each)
            throws IOException {
        var walk = new Walk(checkpoints, each);
        var lines = new LedgerLines(ledger);
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            walk.read(line.get());
        }
        return walk.end();
    }

    private static final class Walk {
        private final Map<Long, Digest> expected = new HashMap<>();
        private final SortedSet<Long> unmet = new TreeSet<>();
        private final Consumer<LedgerEntry> each;
        private final List<Flaw> flaws = new ArrayList<>();
        private Optional<Digest> last = Optional.empty();
        private final ByteArrayOutputStream torn = new ByteArrayOutputStream();
        private boolean tornEnd;
        private long sequence;
        private long line;

        Walk(List<Checkpoint> checkpoints, Consumer<LedgerEntry> each) {
            for (var checkpoint : checkpoints) {
                var other = expected.put(checkpoint.sequence(), checkpoint.line());
                if (other != null && !other.equals(checkpoint.line())) {
                    flaw("two checkpoints of entry %d differ".formatted(checkpoint.sequence()));
                }
                unmet.add(checkpoint.sequence());
            }
            this.each = each;
        }

        void read(LedgerLines.Line read) {
            line++;
            var digest = VerifiedBytes.sha256(read.bytes());
            tornEnd = !read.whole();
            if (tornEnd) {
                return;
            }
            try {
                var entry = LedgerEntry.read(read.bytes());
                follow(entry, digest);
                each.accept(entry);
            } catch (RefusedException _) {
                if (torn.size() < LedgerLines.MAX_BYTES) {
                    torn.writeBytes(read.bytes());
                    torn.write('\n');
                }
            }
        }

        private void follow(LedgerEntry entry, Digest digest) {
            var between =
                    torn.size() == 0
                            ? Optional.<Digest>empty()
                            : Optional.of(VerifiedBytes.sha256(torn.toByteArray()));
            if (!entry.torn().equals(between)) {
                flaw("what stands before it is no entry, or half a line that did is gone");
            }
            if (entry.sequence() != sequence + 1) {
                flaw(
                        "it has the number %d, and %d follows"
                                .formatted(entry.sequence(), sequence + 1));
            }
            if (!entry.before().equals(last)) {
                flaw("it does not follow the line before: something was changed, cut or put in");
            }
            var asked = expected.get(entry.sequence());
            if (asked != null) {
                unmet.remove(entry.sequence());
                if (!asked.equals(digest)) {
                    flaw("it is not entry %d of the checkpoint".formatted(entry.sequence()));
                }
            }
            torn.reset();
            last = Optional.of(digest);
            sequence = entry.sequence();
        }

        private void flaw(String what) {
            if (flaws.size() < MAX_FLAWS) {
                flaws.add(new Flaw(line, what));
            }
        }

        LedgerCheck end() {
            if (torn.size() > 0) {
                flaw("the last line is no entry");
            }
            for (var missing : unmet) {
                flaw("it ends before entry %d, of which there is a checkpoint".formatted(missing));
            }
            return new LedgerCheck(sequence, last, flaws, tornEnd);
        }
    }
}
