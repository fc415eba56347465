package org.tidewaiter.checks.image;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tidewaiter.image.layer.Attributes;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.model.Account;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Severity;

/// Files of users and groups that the image does not know. The user that the container runs as is
/// known, also where it is only a number.
final class UnknownOwners implements Topic {
    private static final Check UNOWNED =
            ImageCheck.of(
                    "unowned-files",
                    Severity.LOW,
                    "Files belong to a user or group that does not exist in the image",
                    "Give the files to root or to the user of the container (COPY --chown, tar"
                            + " --no-same-owner): whoever gets the number next owns them.",
                    ImageCheck.NIST_DEFECTS);
    private static final int MOST_OWNERS = 1_000;

    @Override
    public List<Check> checks() {
        return List.of(UNOWNED);
    }

    @Override
    public EntryWatch ofEntries(Subject subject) {
        return new Watch(subject);
    }

    private static final class Watch implements EntryWatch {
        private final Optional<Set<Long>> users;
        private final Optional<Set<Long>> groups;
        private final Map<Long, Files> ofUsers = new TreeMap<>();
        private final Map<Long, Files> ofGroups = new TreeMap<>();

        private Watch(Subject subject) {
            var accounts = subject.accounts();
            var parts = subject.settings().user().split(":", 2);
            users = known(accounts.users(), parts[0], accounts::userId);
            groups = known(accounts.groups(), parts.length > 1 ? parts[1] : "", accounts::groupId);
        }

        private static Optional<Set<Long>> known(
                Optional<List<Account>> listed,
                String runsAs,
                Function<String, OptionalLong> idOf) {
            return listed.filter(accounts -> !accounts.isEmpty())
                    .map(accounts -> {
                        var ids = new HashSet<>(Accounts.ids(accounts));
                        if (RunningUser.isNumber(runsAs) && runsAs.length() <= 10) {
                            ids.add(Long.valueOf(runsAs));
                        } else {
                            idOf.apply(runsAs).ifPresent(ids::add);
                        }
                        return ids;
                    });
        }

        @Override
        public void see(LiveEntry entry) {
            if ((entry.isFile() || entry.isDirectory()) && !Kernel.isFilled(entry.path())) {
                entry.attributes().ifPresent(owned -> see(entry, owned));
            }
        }

        private void see(LiveEntry entry, Attributes owned) {
            if (users.isPresent() && !users.get().contains(owned.uid())) {
                count(ofUsers, owned.uid(), entry);
            }
            if (groups.isPresent() && !groups.get().contains(owned.gid())) {
                count(ofGroups, owned.gid(), entry);
            }
        }

        /// Of more owners than can be told, the last one stands for the rest.
        private static void count(Map<Long, Files> owners, long id, LiveEntry entry) {
            long counted = owners.containsKey(id) || owners.size() < MOST_OWNERS ? id : -1;
            owners.computeIfAbsent(counted, _ -> new Files(EntrySightings.place(entry))).count++;
        }

        private static final class Files {
            private final Place first;
            private int count;

            private Files(Place first) {
                this.first = first;
            }
        }

        @Override
        public Stream<Sighting> sightings() {
            return Stream.concat(sightings("user", ofUsers), sightings("group", ofGroups));
        }

        private static Stream<Sighting> sightings(String kind, Map<Long, Files> owners) {
            return owners.entrySet().stream()
                    .map(owner -> {
                        var files = owner.getValue();
                        var whose = owner.getKey() < 0 ? "others" : "" + owner.getKey();
                        var what =
                                files.count == 1
                                        ? "it belongs"
                                        : "this and %,d more belong".formatted(files.count - 1);
                        var message =
                                "%s to %s %s, which the image does not know"
                                        .formatted(what, kind, whose);
                        return new Sighting(UNOWNED, files.first, message);
                    });
        }
    }
}
