package org.tidewaiter.inventory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.pass.Seen;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.PackageKey;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;

/// What became of every package that was seen in some layer.
///
/// A package in a file of its own fares as that file does. A distribution's database is one file
/// for all packages and is written anew with each change, so its versions are compared: a package
/// of the last version is there, since the first layer from which no version lacks it; one that
/// only earlier versions list was replaced by another version of it ([Presence#SHADOWED]) or
/// removed ([Presence#DELETED]). Removed in one layer and added again in a later one, it counts
/// from the later.
final class PackageHistory {
    private PackageHistory() {}

    /// In no order.
    static List<Found> of(List<Seen> seen, MergedTree tree) {
        var found = new ArrayList<Found>();
        var databases = new LinkedHashMap<String, SortedMap<Integer, Version>>();
        for (var one : seen) {
            if (!(one.observation() instanceof PackageSeen is)) {
                continue;
            }
            if (is.purl().isKeptInDatabase()) {
                databases
                        .computeIfAbsent(
                                tree.locate(one.path()).orElse(one.path()), _ -> new TreeMap<>())
                        .computeIfAbsent(
                                one.layer().orElse(0), _ -> new Version(one, new LinkedHashMap<>()))
                        .packages
                        .put(is.purl(), is);
            } else {
                found.add(new Found(one.reader(), one.path(), is, one.presence(), one.layer()));
            }
        }
        databases.values().forEach(versions -> addDatabase(List.copyOf(versions.values()), found));
        return found;
    }

    /// A database as one layer has it.
    private record Version(Seen file, Map<Purl, PackageSeen> packages) {
        OptionalInt layer() {
            return file.layer();
        }
    }

    private static void addDatabase(List<Version> versions, List<Found> found) {
        var last = versions.getLast();
        var names =
                last.packages.keySet().stream()
                        .map(Found::key)
                        .collect(Collectors.toCollection(HashSet<PackageKey>::new));
        for (int i = 0; i < versions.size(); i++) {
            for (var entry : versions.get(i).packages.entrySet()) {
                var purl = entry.getKey();
                if (i > 0 && versions.get(i - 1).packages.containsKey(purl)) {
                    continue; // it was added when it came first
                }
                int end = i;
                while (end + 1 < versions.size()
                        && versions.get(end + 1).packages.containsKey(purl)) {
                    end++;
                }
                boolean stays = end == versions.size() - 1;
                var presence =
                        stays
                                ? last.file.presence()
                                : names.contains(Found.key(purl))
                                        ? Presence.SHADOWED
                                        : Presence.DELETED;
                var newest = versions.get(end);
                found.add(
                        new Found(
                                newest.file.reader(),
                                newest.file.path(),
                                newest.packages.getOrDefault(purl, entry.getValue()),
                                presence,
                                versions.get(i).layer()));
            }
        }
    }
}
