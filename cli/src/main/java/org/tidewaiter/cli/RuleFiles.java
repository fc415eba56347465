package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.FactsJson;
import org.tidewaiter.policy.rule.Policy;
import org.tidewaiter.policy.rule.PolicyCase;
import org.tidewaiter.policy.rule.PolicyFiles;

/// Reads the files of rules, of their tests, and of facts.
final class RuleFiles {
    private static final int MAX_POLICY = 1 << 20;
    private static final int MAX_FACTS = 256 << 20;

    private RuleFiles() {}

    /// @param file or the name of a built-in set; a file of such a name is `./baseline`
    /// @throws ProblemException `policy-unreadable`, `policy-malformed`
    static Policy policy(Path file) throws ProblemException {
        if (PolicyFiles.BUILT_IN.contains(file.toString())) {
            return PolicyFiles.builtIn(file.toString());
        }
        return PolicyFiles.read(file.toString(), text(file));
    }

    /// @throws ProblemException `policy-unreadable`, `policy-test-malformed`
    static List<PolicyCase> cases(Path file) throws ProblemException {
        return PolicyCase.read(file.toString(), text(file));
    }

    /// Beside the policy: `acme.test.yaml` of `acme.yaml`.
    static Path testsOf(Path policy) {
        var name = policy.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        return policy.resolveSibling(name + ".test.yaml");
    }

    /// @throws ProblemException `policy-unreadable`, `facts-malformed`
    static Facts facts(Path file) throws ProblemException {
        return FactsJson.read(file.toString(), bytes(file, MAX_FACTS));
    }

    private static String text(Path file) throws ProblemException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file, MAX_POLICY)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is no UTF-8", e);
        }
    }

    private static byte[] bytes(Path file, int most) throws ProblemException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("it is larger than %,d bytes".formatted(most));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file", e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static ProblemException unreadable(Path file, String why, IOException cause) {
        return new ProblemException(
                new Problem(
                        "policy-unreadable",
                        "%s cannot be read: %s".formatted(file, why),
                        "name a file of rules, or one of the built-in sets: "
                                + String.join(", ", PolicyFiles.BUILT_IN)),
                cause);
    }
}
