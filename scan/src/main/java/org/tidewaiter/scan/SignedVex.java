package org.tidewaiter.scan;

import java.util.List;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;

/// Finds the VEX beside an image that somebody has signed whose word on that is taken.
@FunctionalInterface
public interface SignedVex {
    /// @param options as the image was opened with
    /// @throws ProblemException where it cannot be told what stands beside the image: that is never
    ///   taken for nothing
    Found of(ImageSource source, OpenOptions options) throws ProblemException;

    /// @param remarks on what is signed and not taken all the same
    record Found(List<Document> documents, List<String> remarks) {
        public static final Found NONE = new Found(List.of(), List.of());

        public Found {
            documents = List.copyOf(documents);
            remarks = List.copyOf(remarks);
        }
    }

    /// A statement whose signature and subject have been verified.
    ///
    /// @param blob in which it was found
    /// @param signer for people
    /// @param statement of in-toto, the exact bytes that were signed
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Document(Digest blob, String signer, byte[] statement) {}
}
