package org.tidewaiter.model;

import java.util.List;
import java.util.Locale;

/// Whether the code that records call vulnerable is in the files that a package was found in. It is
/// evidence and no judgement: where it is absent the finding stands as it is.
///
/// @param symbols where it is present, those that are there; otherwise those that were looked for;
///   sorted, each as in [CodeIndex#names]
/// @param reason one sentence, with the files
public record CodeEvidence(Standing standing, List<String> symbols, String reason) {
    /// What became of the search.
    public enum Standing {
        /// At least one of the symbols is in at least one of the files.
        PRESENT,
        /// None is in any of the files, whose tables name everything.
        ABSENT,
        /// Some file has no table, or not all of it.
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CodeEvidence {
        symbols = List.copyOf(symbols);
    }
}
