package org.tidewaiter.checks.secret;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.Keyword;
import org.tidewaiter.model.Check;

/// One kind of secret, as a line of `kinds.tsv` says how to know it.
///
/// @param keywords one of them stands where a secret of the kind may be
/// @param fileNames of files that are of the kind as a whole
/// @param name what an assigned name has to be; nothing where any name will do that is one of a
///   credential
/// @param expression what the secret has to be; its first group that matched, if it has groups
/// @param tests words that [Structure] knows
/// @param minEntropy in bits a character; below, a value is too regular to have been generated
/// @param before how far before the keyword a secret begins at most
record SecretKind(
        Check check,
        Form form,
        List<Keyword> keywords,
        List<String> fileNames,
        Optional<Pattern> name,
        Optional<Pattern> expression,
        Set<String> tests,
        double minEntropy,
        int before) {

    /// Where a secret stands, as seen from the keyword.
    enum Form {
        /// It begins with the keyword.
        TOKEN,
        /// The keyword is inside.
        WITHIN,
        /// It is assigned to a name that has the keyword in it.
        NAMED,
        /// The expression begins with the keyword, and its group is the secret.
        TEXT,
        /// The file of that name has it.
        FILE,
        PEM,
        PUTTY,
        DER,
        KEYSTORE,
        GCP,
        JWT,
        URL,
        /// It is told from one of another kind.
        NEVER
    }

    boolean has(String test) {
        return tests.contains(test);
    }

    /// Whether somebody could find a secret of the kind by trying.
    boolean isGuessable() {
        return has("guessable");
    }

    /// The id of the check without the room.
    String id() {
        return check.id().substring(check.id().indexOf('/') + 1);
    }
}
