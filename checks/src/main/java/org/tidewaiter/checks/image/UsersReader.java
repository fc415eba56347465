package org.tidewaiter.checks.image;

import java.util.ArrayList;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Account;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.UsersSeen;

/// Reads the users of an image, and what is wrong with them.
///
/// @see "passwd(5); nss-altfiles, which adds those below usr/lib"
final class UsersReader implements FileReader {
    private static final int LEAST_FIELDS = 6;

    @Override
    public String name() {
        return "users";
    }

    @Override
    public Claims claims() {
        return AccountLines.claims(AccountFiles.USERS, "usr/lib/passwd");
    }

    @Override
    public Reading read(ClaimedFile file) {
        var lines = AccountLines.of(file, LEAST_FIELDS);
        var users = new ArrayList<Account>();
        var observations = new ArrayList<Observation>();
        for (var line : lines.accounts()) {
            line.numericId()
                    .ifPresent(uid -> {
                        users.add(new Account(line.name(), uid));
                        if (uid == 0 && !line.name().equals("root")) {
                            observations.add(
                                    Passwords.seen(
                                            Passwords.SECOND_ROOT,
                                            line.number(),
                                            "%s has it".formatted(line.name())));
                        }
                    });
            // 'x' says that the password is in shadow
            Passwords.judge(line.name(), line.password(), line.number())
                    .ifPresent(observations::add);
        }
        observations.addFirst(new UsersSeen(users));
        return new Reading(observations, lines.gaps());
    }
}
