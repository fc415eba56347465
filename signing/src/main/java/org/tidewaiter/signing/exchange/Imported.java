package org.tidewaiter.signing.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.signing.charter.Authority;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.Stage;
import org.tidewaiter.signing.key.VerificationKey;

/// What was read of another program's file, in the making. The same key is one holder, however
/// often and in however many roles it stands there.
public final class Imported {
    private final SortedMap<String, Holder> holders = new TreeMap<>();
    private final SortedMap<String, Authority> authorities = new TreeMap<>();
    private final SortedMap<String, Role> roles = new TreeMap<>();
    private final List<String> lost = new ArrayList<>();

    Imported() {}

    /// @return the name that the holder has, which is another where that one is taken
    String holder(String name, VerificationKey key) {
        for (var known : holders.entrySet()) {
            if (known.getValue().keys().contains(key)) {
                return known.getKey();
            }
        }
        return put(holders, name, new Holder(List.of(key), List.of()));
    }

    String holder(String name, Holder.Identity identity) {
        return put(holders, name, new Holder(List.of(), List.of(identity)));
    }

    String authority(String name, List<byte[]> certificates) {
        return put(authorities, name, new Authority(certificates));
    }

    /// Unless nobody speaks in it.
    void role(String name, List<String> members, List<String> says, List<String> repositories) {
        if (members.isEmpty()) {
            return;
        }
        put(
                roles,
                name,
                new Role(
                        new TreeSet<>(members),
                        1,
                        new TreeSet<>(says),
                        repositories,
                        new TreeSet<>(),
                        Optional.empty(),
                        Optional.empty()));
    }

    void lose(String clause) {
        if (!lost.contains(clause)) {
            lost.add(clause);
        }
    }

    private static <T> String put(SortedMap<String, T> named, String wanted, T value) {
        var name = fit(wanted);
        var free = name;
        for (int i = 2; named.containsKey(free); i++) {
            free = name + "-" + i;
        }
        named.put(free, value);
        return free;
    }

    /// As names in charters are formed.
    private static String fit(String text) {
        var letters = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._@-]+", "-");
        var name = letters.replaceFirst("^[^a-z0-9]+", "");
        return name.isEmpty() ? "imported" : name.substring(0, Math.min(name.length(), 56));
    }

    /// What it said that charters cannot say, or that is not read, a clause each.
    public List<String> lost() {
        return List.copyOf(lost);
    }

    /// The first version of a charter, whose owners are still to be named. All roles that are for
    /// the same repositories must have spoken for one stage.
    public Charter draft(String name, Instant issued, Instant expires) {
        return new Charter(
                name,
                1,
                issued,
                expires,
                Optional.empty(),
                new Charter.Owners(new TreeSet<>(), 1),
                holders,
                new TreeMap<>(),
                authorities,
                roles,
                stages(),
                List.of());
    }

    private SortedMap<String, Stage> stages() {
        var together = new LinkedHashMap<List<String>, TreeSet<String>>();
        roles.forEach((name, role) ->
                together.computeIfAbsent(role.repositories(), _ -> new TreeSet<>()).add(name));
        var stages = new TreeMap<String, Stage>();
        for (var ofOne : together.values()) {
            var name = together.size() == 1 ? "prod" : ofOne.getFirst();
            stages.put(name, new Stage(ofOne, Stage.Covers.EITHER));
        }
        return stages;
    }
}
