package org.tidewaiter.checks.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.model.Account;
import org.tidewaiter.model.Observation.GroupsSeen;
import org.tidewaiter.model.Observation.UsersSeen;
import org.tidewaiter.model.Presence;

/// The users and groups that the live image knows.
///
/// @param users nothing where it has such a file that could not be read, so that nobody can say
/// @param groups likewise
record Accounts(Optional<List<Account>> users, Optional<List<Account>> groups) {
    static Accounts of(ImageReading reading) {
        var users = new ArrayList<Account>();
        var groups = new ArrayList<Account>();
        boolean usersRead = reading.tree().resolve(AccountFiles.USERS).isEmpty();
        boolean groupsRead = reading.tree().resolve(AccountFiles.GROUPS).isEmpty();
        for (var one : reading.seen()) {
            if (isLive(one) && one.observation() instanceof UsersSeen(var listed)) {
                users.addAll(listed);
                usersRead = true;
            } else if (isLive(one) && one.observation() instanceof GroupsSeen(var listed)) {
                groups.addAll(listed);
                groupsRead = true;
            }
        }
        return new Accounts(
                usersRead ? Optional.of(users) : Optional.empty(),
                groupsRead ? Optional.of(groups) : Optional.empty());
    }

    private static boolean isLive(Seen seen) {
        return seen.presence() == Presence.LIVE;
    }

    OptionalLong userId(String name) {
        return users.stream()
                .flatMap(List::stream)
                .filter(user -> user.name().equals(name))
                .mapToLong(Account::id)
                .findFirst();
    }

    OptionalLong groupId(String name) {
        return groups.stream()
                .flatMap(List::stream)
                .filter(group -> group.name().equals(name))
                .mapToLong(Account::id)
                .findFirst();
    }

    static Set<Long> ids(List<Account> accounts) {
        return accounts.stream().map(Account::id).collect(Collectors.toSet());
    }
}
