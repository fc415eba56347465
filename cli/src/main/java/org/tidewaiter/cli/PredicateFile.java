package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// What somebody else has written to be signed.
final class PredicateFile {
    private static final int MAX_BYTES = 16 << 20;

    private PredicateFile() {}

    static Json read(Path file) throws ProblemException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw unusable(file, "it has more than %d bytes".formatted(MAX_BYTES), null);
            }
            return JsonReader.read(bytes);
        } catch (IOException e) {
            throw unusable(file, e.toString(), e);
        } catch (MalformedJsonException e) {
            throw unusable(file, "it is no JSON: " + e.getMessage(), e);
        }
    }

    private static ProblemException unusable(Path file, String why, @Nullable Exception cause) {
        var problem =
                new Problem(
                        "predicate-unusable",
                        "%s cannot be what a statement says: %s".formatted(file, why),
                        "give a file of JSON with --predicate");
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }
}
