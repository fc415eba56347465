package org.tidewaiter.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.registry.RegistryOptions;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.EvidenceSearch;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.signing.stage.CharterTrust;
import org.tidewaiter.signing.stage.StageVerdict;

/// How long it takes to say by a charter whether an image may go to a stage, in one process that
/// has done it before, as a gate does it.
public final class VerifyTimes {
    private static final int ROUNDS = 500;

    private VerifyTimes() {}

    /// Prints the median in milliseconds of the last hundred times. Each reads and verifies
    /// charter, image and evidence anew: nothing is remembered.
    ///
    /// @param arguments a folder with an OCI layout whose tag is `1`, a charter, and a stage
    public static void main(String[] arguments) throws Exception {
        var layout = "oci:" + arguments[0] + ":1";
        var file = Path.of(arguments[1]);
        var times = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            var now = Instant.now();
            var charter = charter(file, now);
            var found = found(layout, charter, now);
            var verdict = StageVerdict.of(charter, arguments[2], Optional.empty(), found, now);
            long end = System.nanoTime();
            if (!verdict.passed()) {
                throw new IllegalStateException("what is measured must pass");
            }
            times.add((end - start) / 1e6);
        }
        var last = times.subList(ROUNDS - 100, ROUNDS).stream().sorted().toList();
        IO.println("%.3f".formatted(last.get(50)));
    }

    private static Charter charter(Path file, Instant now) throws IOException, RefusedException {
        return CharterFile.read(Files.readAllBytes(file)).inForce(now);
    }

    private static List<SubjectEvidence> found(String layout, Charter charter, Instant now)
            throws ProblemException, RefusedException {
        var options = OpenOptions.standard(RegistryOptions.standard(Map.of()));
        try (var image = Images.open(layout, options)) {
            return EvidenceSearch.of(
                    image.source(),
                    options,
                    LookasideConfiguration.none(),
                    CharterTrust.of(charter, now));
        }
    }
}
