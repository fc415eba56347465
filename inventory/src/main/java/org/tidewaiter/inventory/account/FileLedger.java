package org.tidewaiter.inventory.account;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.pass.ImageReading;
import org.tidewaiter.inventory.account.Derivation.Source;
import org.tidewaiter.inventory.account.Standing.State;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.FileAccount.Share;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Presence;

/// Says of every regular file of an image who answers for it. Pure.
public final class FileLedger {
    /// How often what a file is made from may itself be derived.
    private static final int MAX_STEPS = 3;

    private final ImageSource source;
    private final MergedTree tree;
    private final Owners owners;
    private final Map<String, String> readers = new HashMap<>();

    public FileLedger(ImageReading reading, Owners owners) {
        this.source = reading.source();
        this.tree = reading.tree();
        this.owners = owners;
        for (var one : reading.seen()) {
            if (one.presence() == Presence.LIVE && explains(one.observation())) {
                tree.locate(one.path()).ifPresent(path -> readers.putIfAbsent(path, one.reader()));
            }
        }
    }

    /// Whether it is known what the file is. That something in it is wrong does not say that, and
    /// what is known of a file must not depend on what else is looked for.
    private static boolean explains(Observation seen) {
        return switch (seen) {
            case Observation.SecretSeen _,
                    Observation.SettingSeen _,
                    Observation.UsersSeen _,
                    Observation.GroupsSeen _ ->
                    false;
            case Observation.PackageSeen _,
                    Observation.FilesOwned _,
                    Observation.FileDiverted _,
                    Observation.LicencesSeen _,
                    Observation.RepositoriesSeen _,
                    Observation.DependenciesSeen _,
                    Observation.CodeSeen _,
                    Observation.DistributionSeen _ ->
                    true;
        };
    }

    public ImageSource source() {
        return source;
    }

    /// Sorted by path, segment by segment; made while it is consumed.
    public Stream<AccountedFile> files() {
        return tree.regularFiles().map(file -> new AccountedFile(file, standing(file.path(), 0)));
    }

    public FileAccount account() {
        var shares = new EnumMap<State, Share>(State.class);
        files().forEach(one ->
                shares.merge(
                        one.standing().state(), new Share(1, one.file().sizeBytes()), Share::plus));
        return new FileAccount(
                shares.getOrDefault(State.OWNED, Share.NONE),
                shares.getOrDefault(State.RECOGNISED, Share.NONE),
                shares.getOrDefault(State.DERIVED, Share.NONE),
                shares.getOrDefault(State.UNEXPLAINED, Share.NONE));
    }

    private Standing standing(String path, int steps) {
        var owner = owners.ownerOf(path);
        if (owner.isPresent()) {
            return new Standing.Owned(owner.get());
        }
        var reader = readers.get(path);
        if (reader != null) {
            return new Standing.Recognised(reader);
        }
        return derived(path, steps).orElseGet(Standing.Unexplained::new);
    }

    private Optional<Standing> derived(String path, int steps) {
        if (steps == MAX_STEPS) {
            return Optional.empty();
        }
        for (var candidate : Derivations.candidatesFor(path)) {
            for (var from : candidate.form().sourcesOf(path)) {
                var standing = derived(candidate.rule().name(), path, from, steps);
                if (standing.isPresent()) {
                    return standing;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Standing> derived(String rule, String path, Source from, int steps) {
        return switch (from) {
            case Source.Installed(var name) ->
                    owners.installed(name)
                            .map(owner -> new Standing.Derived(rule, "", Optional.of(owner)));
            case Source.File(var file) ->
                    tree.file(file)
                            .map(MergedTree.Name::targetPath)
                            .filter(origin -> !origin.equals(path))
                            .flatMap(origin -> derivedFrom(rule, origin, steps));
        };
    }

    private Optional<Standing> derivedFrom(String rule, String origin, int steps) {
        return switch (standing(origin, steps + 1)) {
            case Standing.Owned(var owner) ->
                    Optional.of(new Standing.Derived(rule, origin, Optional.of(owner)));
            case Standing.Recognised _ ->
                    Optional.of(new Standing.Derived(rule, origin, Optional.empty()));
            case Standing.Derived(_, _, var owner) ->
                    Optional.of(new Standing.Derived(rule, origin, owner));
            case Standing.Unexplained() -> Optional.empty();
        };
    }
}
