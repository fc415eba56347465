package org.tidewaiter.signing.containerpolicy;

import java.util.List;

/// Where the keys of a requirement are; each of them may have signed.
public sealed interface KeySource {
    /// @param paths read when an image is judged; a relative one, from the working folder
    record Files(List<String> paths) implements KeySource {
        public Files {
            paths = List.copyOf(paths);
        }
    }

    /// @param keys each as such a file has them
    record Data(List<byte[]> keys) implements KeySource {
        public Data {
            keys = List.copyOf(keys);
        }
    }
}
