package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.checks.host.live.HostCommands;
import org.tidewaiter.checks.host.record.FactsFile;
import org.tidewaiter.checks.host.record.MalformedFactsException;
import org.tidewaiter.checks.host.record.RecordedHost;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags that say which host is judged: one that can be asked now, or one whose answers were
/// recorded.
final class FactsFlags {
    @Mixin private HostFlags host = new HostFlags();

    @Option(
            names = "--facts",
            paramLabel = "FILE",
            description = "What 'bench collect' recorded of a host, in place of this machine.")
    private @Nullable Path file;

    @Option(
            names = "--facts-key",
            paramLabel = "FILE",
            description = "The facts must be signed by this key, or one of these.")
    private @Nullable Path key;

    /// @param notes about the host as a whole
    record Judged(Host host, List<String> notes) {}

    /// @throws ProblemException `usage`, `facts-unreadable`, `facts-not-trusted`, or as
    ///   [HostFlags#read]
    Judged read(TidewaiterCommand program) throws ProblemException {
        return read(program, HostCommands.telling());
    }

    /// As [#read(TidewaiterCommand)].
    ///
    /// @param commands which may run on a host that can be asked now
    Judged read(TidewaiterCommand program, HostCommands commands) throws ProblemException {
        if (file == null) {
            requireNot(key != null, "--facts-key is about --facts", "give --facts FILE");
            return new Judged(host.read(program, commands), List.of());
        }
        requireNot(
                host.isGiven(),
                "--facts has been recorded, and is not asked again",
                "leave out --root and --docker-host");
        var bytes = bytes(file);
        var notes = new ArrayList<String>();
        notes.add("recorded in " + file);
        var facts = content(file, bytes, program, notes);
        try {
            return new Judged(new RecordedHost(FactsFile.read(facts)), notes);
        } catch (MalformedFactsException e) {
            throw unreadable(file, e);
        }
    }

    private static void requireNot(boolean isSo, String why, String mend) throws ProblemException {
        if (isSo) {
            throw new ProblemException("usage", why, mend);
        }
    }

    /// What was signed, or else the file itself.
    private byte[] content(Path from, byte[] bytes, TidewaiterCommand program, List<String> notes)
            throws ProblemException {
        if (!SignedFacts.isOne(bytes)) {
            requireTrusted(key == null, from, "they are not signed");
            notes.add("its facts are not signed: nobody vouches for them");
            return bytes;
        }
        try {
            var envelope = SignedFacts.read(bytes);
            if (key == null) {
                notes.add("its facts are signed, and nobody looked by whom: see --facts-key");
            } else {
                envelope.signer(KeyFlags.trusted(List.of(key), program));
                notes.add("its facts are signed by " + key);
            }
            return envelope.payload();
        } catch (RefusedException e) {
            requireTrusted(key == null, from, EvidencePage.reason(e.refusal(), e.detail()));
            throw unreadable(from, e);
        }
    }

    private static void requireTrusted(boolean isSo, Path from, String why)
            throws ProblemException {
        if (!isSo) {
            throw new ProblemException(
                    "facts-not-trusted",
                    "the facts %s are not signed by that key: %s".formatted(from, why),
                    "record them anew with 'bench collect --key', or give the key that signed");
        }
    }

    private static byte[] bytes(Path from) throws ProblemException {
        try (var in = Files.newInputStream(from)) {
            return in.readNBytes(SignedFacts.MAX_BYTES + 1);
        } catch (IOException e) {
            throw unreadable(from, e);
        }
    }

    private static ProblemException unreadable(Path from, Exception e) {
        return new ProblemException(
                new Problem(
                        "facts-unreadable",
                        "the facts %s cannot be read: %s"
                                .formatted(from, Optional.ofNullable(e.getMessage()).orElse("")),
                        "record them with 'bench collect --output FILE'"),
                e);
    }
}
