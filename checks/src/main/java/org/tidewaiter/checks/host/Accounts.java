package org.tidewaiter.checks.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The users and groups of a host, as its own files name them.
///
/// @param users names by id; of several with one id the first
/// @param groups likewise
/// @param members who belongs to a group, by its name: whom it lists, and whose first group it is
/// @param unread why the groups could not be read
/// @see "passwd(5), group(5)"
public record Accounts(
        Map<Long, String> users,
        Map<Long, String> groups,
        Map<String, List<String>> members,
        Optional<String> unread) {
    private static final int GROUP_FIELDS = 4;
    private static final int USER_FIELDS = 4;

    public Accounts {
        users = Map.copyOf(users);
        groups = Map.copyOf(groups);
        members = Map.copyOf(members);
    }

    /// @return with what can be read; numbers stay numbers where nothing can
    public static Accounts of(Host host) {
        var users = new TreeMap<Long, String>();
        var ofFirstGroup = new HashMap<String, List<String>>();
        for (var fields : lines(host, "/etc/passwd", USER_FIELDS)) {
            number(fields.get(2)).ifPresent(id -> users.putIfAbsent(id, fields.getFirst()));
            ofFirstGroup
                    .computeIfAbsent(fields.get(USER_FIELDS - 1), _ -> new ArrayList<>())
                    .add(fields.getFirst());
        }
        var groups = new TreeMap<Long, String>();
        var members = new TreeMap<String, List<String>>();
        for (var fields : lines(host, "/etc/group", GROUP_FIELDS)) {
            number(fields.get(2)).ifPresent(id -> groups.putIfAbsent(id, fields.getFirst()));
            var names = new TreeSet<>(List.of(fields.get(GROUP_FIELDS - 1).split(",", -1)));
            names.addAll(ofFirstGroup.getOrDefault(fields.get(2), List.of()));
            names.remove("");
            members.putIfAbsent(fields.getFirst(), List.copyOf(names));
        }
        var group = host.text("/etc/group");
        return new Accounts(
                users,
                groups,
                members,
                group.isAbsent() ? Optional.of("it is not there") : group.unknown());
    }

    private static List<List<String>> lines(Host host, String path, int least) {
        var lines = new ArrayList<List<String>>();
        host.text(path)
                .known()
                .ifPresent(text ->
                        text.lines()
                                .map(line -> List.of(line.split(":", -1)))
                                .filter(fields -> fields.size() >= least)
                                .forEach(lines::add));
        return lines;
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,10}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /// Sorted; nobody where there is no such group.
    public List<String> membersOf(String group) {
        return members.getOrDefault(group, List.of());
    }

    /// The name, or the number where there is none.
    public String user(long id) {
        return users.getOrDefault(id, id == 0 ? "root" : String.valueOf(id));
    }

    /// As [#user].
    public String group(long id) {
        return groups.getOrDefault(id, id == 0 ? "root" : String.valueOf(id));
    }

    /// `mode 644, owner root:root`
    public String words(FileStat stat) {
        return "mode %s, owner %s:%s".formatted(stat.octal(), user(stat.uid()), group(stat.gid()));
    }
}
