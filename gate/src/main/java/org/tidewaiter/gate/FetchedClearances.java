package org.tidewaiter.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.RepositoryPattern;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.signing.check.RefusedException;

/// A folder of clearances into which those are brought that registries have. Only repositories that
/// were named are asked, in threads of their own: a decision waits for a short time where something
/// is missing of the image, and for a registry that has not answered nobody waits again soon.
///
/// What the folder has stays known while a registry is away, and after a restart.
public final class FetchedClearances implements KnownClearances, AutoCloseable {
    private static final int MAX_PLACES = 500;
    private static final int MAX_PLACES_OF_AN_IMAGE = 4;
    private static final int MAX_WAITING = 16;
    private static final int MAX_LOOKS = 8;
    private static final int MAX_LOOKS_OF_A_REGISTRY = 2;
    private static final int RARELY = 10;

    /// What says that others of the registry are not answered either.
    private static final Set<String> AWAY =
            Set.of("registry-unreachable", "registry-busy", "registry-blocked");

    private final ClearanceFolder folder;
    private final String stage;
    private final List<String> repositories;
    private final RegistryPapers papers;
    private final FetchedFiles files;
    private final FetchPace pace;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final Semaphore looks = new Semaphore(MAX_LOOKS);
    private final Map<ImageReference, PlaceOfPapers> places = recent(MAX_PLACES);
    private final Map<String, AskedRegistry> registries = recent(MAX_PLACES);
    private final ScheduledThreadPoolExecutor watch;

    /// @param folder is made where it is not there and something is to be fetched
    /// @param repositories as clearances write them
    public static FetchedClearances into(
            ClearanceFolder folder, String stage, List<String> repositories, Registries registries)
            throws IOException {
        return new FetchedClearances(folder, stage, repositories, registries, FetchPace.USUAL);
    }

    FetchedClearances(
            ClearanceFolder folder,
            String stage,
            List<String> repositories,
            Registries registries,
            FetchPace pace)
            throws IOException {
        this.folder = folder;
        this.stage = stage;
        this.repositories = List.copyOf(repositories);
        this.pace = pace;
        if (!repositories.isEmpty()) {
            Files.createDirectories(folder.folder());
        }
        files = new FetchedFiles(folder.folder());
        papers =
                new RegistryPapers(
                        stage,
                        files,
                        folder.charter(),
                        folder.memory(),
                        registries,
                        folder.clock());
        watch = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());
        watch.setRemoveOnCancelPolicy(true);
        long span = pace.refresh().toMillis();
        var _ = watch.scheduleWithFixedDelay(this::refresh, span, span, TimeUnit.MILLISECONDS);
    }

    /// A registry that is asked for several images at once is asked for few of them.
    private static final class AskedRegistry {
        private final Semaphore looks = new Semaphore(MAX_LOOKS_OF_A_REGISTRY);
        private volatile long quietFrom;
        private volatile boolean quiet;

        void rest() {
            quietFrom = System.nanoTime();
            quiet = true;
        }

        boolean rests(FetchPace pace) {
            return quiet && System.nanoTime() - quietFrom < pace.quiet().toNanos();
        }
    }

    private static <K, V> Map<K, V> recent(int most) {
        return Collections.synchronizedMap(
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > most;
                    }
                });
    }

    @Override
    public Known known() {
        return folder.known();
    }

    @Override
    public Known about(SoughtImage image) {
        var known = folder.known();
        var ours =
                image.places().stream()
                        .filter(place -> place.digest().isPresent())
                        .filter(this::isAsked)
                        .limit(MAX_PLACES_OF_AN_IMAGE)
                        .map(place -> place(place, image.platform()))
                        .toList();
        if (ours.isEmpty()) {
            return known;
        }
        boolean lacking = isLacking(known, image, ours);
        ours.forEach(place -> look(place, lacking ? pace.again() : pace.refresh()));
        if (lacking) {
            await(ours);
            known = folder.newest();
        }
        return with(known, ours);
    }

    private boolean isAsked(ImageReference place) {
        var name = place.registry() + "/" + place.repository();
        return repositories.stream().anyMatch(pattern -> RepositoryPattern.matches(pattern, name));
    }

    private PlaceOfPapers place(ImageReference name, Optional<Platform> platform) {
        return places.computeIfAbsent(name, _ -> new PlaceOfPapers(name, platform));
    }

    private AskedRegistry registry(PlaceOfPapers place) {
        return registries.computeIfAbsent(place.name().registry(), _ -> new AskedRegistry());
    }

    /// Whether a registry may have what the image needs.
    private boolean isLacking(Known known, SoughtImage image, List<PlaceOfPapers> ours) {
        var now = folder.clock().instant();
        boolean cleared =
                known.clearances().stream()
                        .filter(one -> one.stage().equals(stage))
                        .filter(one -> now.isBefore(one.expires()))
                        .map(Clearance::subjects)
                        .anyMatch(image::isAmong);
        var headed =
                known.heads().stream()
                        .filter(one -> one.stage().equals(stage))
                        .filter(one -> now.isBefore(one.expires()))
                        .map(Head::repository)
                        .collect(Collectors.toSet());
        return !cleared
                || !ours.stream()
                        .map(PlaceOfPapers::repository)
                        .allMatch(one -> headed.contains("") || headed.contains(one));
    }

    /// Has somebody look, where nobody does and nobody has for some time.
    private void look(PlaceOfPapers place, Duration age) {
        var registry = registry(place);
        if (registry.rests(pace)) {
            return;
        }
        var begun = place.begin(age);
        if (begun.isEmpty()) {
            return;
        }
        var looking = Thread.ofVirtual().unstarted(() -> look(place, registry));
        var end = watch.schedule(looking::interrupt, pace.look().toMillis(), TimeUnit.MILLISECONDS);
        var _ = begun.get().whenComplete((_, _) -> end.cancel(false));
        looking.start();
    }

    private void look(PlaceOfPapers place, AskedRegistry registry) {
        var failure = Optional.<String>empty();
        var notes = List.<String>of();
        boolean away = false;
        try {
            registry.looks.acquire();
            try {
                looks.acquire();
                try {
                    notes = papers.fetch(place.name(), place.platform());
                } finally {
                    looks.release();
                }
            } finally {
                registry.looks.release();
            }
        } catch (ProblemException e) {
            failure = Optional.of(e.problem().what());
            away = AWAY.contains(e.problem().code());
        } catch (RefusedException e) {
            failure = Optional.of("the charter does not count: " + Words.of(e));
        } catch (IOException e) {
            failure = Optional.of(e.toString());
        } catch (InterruptedException _) {
            failure = Optional.of("it takes too long");
            away = true;
        } catch (RuntimeException e) { // the top of a task
            failure = Optional.of("the door has failed, which is a bug: " + e);
        }
        if (away) {
            registry.rest();
        }
        place.end(failure, notes);
    }

    private void await(List<PlaceOfPapers> ours) {
        var running =
                ours.stream()
                        .filter(place -> !registry(place).rests(pace))
                        .flatMap(place -> place.running().stream())
                        .toArray(CompletableFuture<?>[]::new);
        if (running.length == 0 || !waiting.tryAcquire()) {
            return;
        }
        try {
            CompletableFuture.allOf(running).get(pace.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            ours.stream()
                    .filter(place -> place.running().isPresent())
                    .forEach(place -> registry(place).rest());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look does not fail", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
    }

    private static Known with(Known known, List<PlaceOfPapers> ours) {
        var trouble =
                Stream.concat(Stream.of(known.trouble()), ours.stream().map(PlaceOfPapers::trouble))
                        .filter(one -> !one.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; "));
        var notes =
                Stream.concat(
                                known.notes().stream(),
                                ours.stream().flatMap(place -> place.notes().stream()))
                        .distinct()
                        .toList();
        return new Known(known.clearances(), known.heads(), known.broken(), trouble, notes);
    }

    /// Looks for the heads of all repositories, and now and then for what else is new.
    private void refresh() {
        try {
            files.sweep(folder.clock().instant());
        } catch (IOException _) {
            // what is too old stays, and does not count
        }
        var all = new ArrayList<PlaceOfPapers>();
        synchronized (places) {
            all.addAll(places.values());
        }
        var seen = new HashSet<String>();
        for (var place : all.reversed()) { // the one that was asked for last is first
            var age =
                    seen.add(place.repository())
                            ? pace.refresh()
                            : pace.refresh().multipliedBy(RARELY);
            look(place, age);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
