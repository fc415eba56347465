package org.tidewaiter.image.cache;

import java.util.Optional;
import org.tidewaiter.image.cache.BinaryReader.BrokenEntryException;
import org.tidewaiter.image.cache.PackedOutput.Packed;
import org.tidewaiter.image.consulted.FileState;
import org.tidewaiter.model.Digest;

/// An answer as bytes: a mark with the version, the digest of what was asked, the content, and a
/// checksum over all of it, as [LayerFormat] has it. Raise the version with every change here.
final class AnswerFormat {
    private static final Entries ENTRIES = new Entries("tidewaiter answer 2\n");

    /// An exit code is a byte.
    private static final int STATUSES = 256;

    private AnswerFormat() {}

    /// @param question that it answers
    static byte[] encode(Digest question, Answer answer) {
        var out = ENTRIES.begin();
        out.text(question.toString());
        out.number(answer.status());
        out.list(
                answer.files(),
                (to, file) -> {
                    to.text(file.path());
                    to.text(file.state());
                });
        out.number(answer.printed().plainBytes());
        out.number(answer.printed().bytes().length);
        out.bytes(answer.printed().bytes());
        return Entries.end(out);
    }

    /// @return nothing where the bytes are not exactly what was written by this version for this
    ///   question
    static Optional<Answer> decode(Digest question, byte[] bytes) {
        return ENTRIES.content(bytes).flatMap(in -> decodeNamed(question, in));
    }

    private static Optional<Answer> decodeNamed(Digest question, BinaryReader in) {
        try {
            return in.text().equals(question.toString())
                    ? Optional.of(decodeContent(in))
                    : Optional.empty();
        } catch (BrokenEntryException _) {
            return Optional.empty();
        }
    }

    /// What stands between the question and the checksum, which is as good as foreign if a disk is.
    static Answer decodeContent(BinaryReader in) throws BrokenEntryException {
        int status = in.number(STATUSES);
        var files = in.list(from -> new FileState(from.text(), from.text()));
        long plainBytes = in.number();
        var packed = in.bytes(in.number(Integer.MAX_VALUE));
        in.expectEnd();
        return new Answer(files, status, new Packed(packed, plainBytes));
    }
}
