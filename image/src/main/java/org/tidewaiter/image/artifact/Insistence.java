package org.tidewaiter.image.artifact;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.tidewaiter.model.ProblemException;

/// Writes into a list that several write whole, and none can lock: writes, looks several times
/// whether it is still there, and writes again until it stays. What is left is that another has
/// read the list before and writes it after the last look.
///
/// @see "OCI distribution-spec 1.1, referrers tag schema"
final class Insistence {
    private static final int LOOKS = 3;
    private static final int MAX_WRITES = 20;
    private static final int LONGEST_PAUSE_MILLIS = 60;

    private Insistence() {}

    interface Claim {
        boolean holds() throws ProblemException, IOException;
    }

    interface Write {
        void write() throws ProblemException, IOException;
    }

    /// @param where for people
    static void until(Claim isThere, Write write, String where)
            throws ProblemException, IOException {
        boolean stays = isThere.holds();
        for (int writes = 0; !stays; writes++) {
            if (writes == MAX_WRITES) {
                throw new ProblemException(
                        "artifact-unwritable",
                        "what was written %d times to the list at %s is not there"
                                .formatted(writes, where),
                        "others write to it all the time: try again later");
            }
            write.write();
            stays = stays(isThere);
        }
    }

    private static boolean stays(Claim isThere) throws ProblemException, IOException {
        for (int look = 0; look < LOOKS; look++) {
            if (!isThere.holds()) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() throws ProblemException {
        try {
            Thread.sleep(1 + ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    "interrupted", "the program was told to stop", "give it more time");
        }
    }
}
