package org.tidewaiter.scan.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.policy.Suppressed;
import org.tidewaiter.scan.report.ScanReport;

/// The flaws of a report by package, whether they count or not.
final class JudgedFlaws {
    private final Map<SoftwarePackage, List<JudgedFlaw>> byPackage = new HashMap<>();

    JudgedFlaws(ScanReport report) {
        report.vulnerabilities().forEach(flaw -> add(flaw, Optional.empty()));
        for (var one : report.suppressed()) {
            switch (one.finding()) {
                case Finding.Vulnerability flaw -> add(flaw, Optional.of(one));
                case Finding.OfCheck _ -> {}
            }
        }
    }

    private void add(Finding.Vulnerability flaw, Optional<Suppressed> suppressed) {
        byPackage
                .computeIfAbsent(flaw.in(), _ -> new ArrayList<>())
                .add(new JudgedFlaw(flaw, suppressed));
    }

    /// Takes the flaws of a package out, so that of two equal packages only one has them.
    List<JudgedFlaw> take(Optional<SoftwarePackage> of) {
        return of.map(byPackage::remove).orElse(List.of());
    }

    /// The same flaw of a package, where the advisories hold it against it.
    Optional<JudgedFlaw> open(Optional<SoftwarePackage> in, Finding.Vulnerability flaw) {
        return allOpen(in, flaw).findFirst();
    }

    /// Whether a package would have the flaw but for a decision.
    boolean isCovered(Optional<SoftwarePackage> in, Finding.Vulnerability flaw) {
        return open(in, flaw).isPresent() && allOpen(in, flaw).allMatch(JudgedFlaw::isDecidedOn);
    }

    private Stream<JudgedFlaw> allOpen(Optional<SoftwarePackage> in, Finding.Vulnerability flaw) {
        return in.stream()
                .flatMap(one -> byPackage.getOrDefault(one, List.of()).stream())
                .filter(one -> one.flaw().state().isOpen() && one.isSame(flaw));
    }

    /// A flaw, and why it does not count, if it does not.
    record JudgedFlaw(Finding.Vulnerability flaw, Optional<Suppressed> suppressed) {
        boolean stands() {
            return suppressed.isEmpty();
        }

        /// Whether it would count but for a decision.
        boolean isDecidedOn() {
            return flaw.state().isOpen()
                    && suppressed
                            .filter(one -> one.cause() != Suppressed.Cause.NOT_LIVE)
                            .isPresent();
        }

        boolean isSame(Finding.Vulnerability other) {
            return flaw.knows(other.id())
                    || other.knows(flaw.id())
                    || flaw.aliases().stream().anyMatch(other::knows);
        }

        private Set<String> ids() {
            var ids = new HashSet<>(flaw.aliases());
            ids.add(flaw.id());
            return ids;
        }
    }

    /// A flaw as it was and as it is.
    record FlawPair(Optional<JudgedFlaw> before, Optional<JudgedFlaw> after) {
        /// Each flaw of either is in exactly one pair. First those of the same id are paired, then
        /// those of which one has become an alias of the other, the same whichever side is first.
        static List<FlawPair> of(List<JudgedFlaw> before, List<JudgedFlaw> after) {
            var pairs = new ArrayList<FlawPair>();
            var fresh = new LinkedHashMap<String, Deque<JudgedFlaw>>();
            for (var one : after) {
                fresh.computeIfAbsent(one.flaw().id(), _ -> new ArrayDeque<>()).add(one);
            }
            var old = new ArrayList<JudgedFlaw>();
            for (var one : before) {
                var same = fresh.getOrDefault(one.flaw().id(), new ArrayDeque<>());
                if (same.isEmpty()) {
                    old.add(one);
                } else {
                    pairs.add(new FlawPair(Optional.of(one), Optional.of(same.remove())));
                }
            }
            pairRest(old, fresh.values().stream().flatMap(Deque::stream).toList(), pairs);
            return pairs;
        }

        private static void pairRest(
                List<JudgedFlaw> before, List<JudgedFlaw> after, List<FlawPair> to) {
            var old = new ArrayList<>(before);
            var fresh = new ArrayList<>(after);
            for (var renamed : renamed(before, after)) {
                var one = renamed.before.orElseThrow();
                var other = renamed.after.orElseThrow();
                if (old.contains(one) && fresh.contains(other)) {
                    old.remove(one);
                    fresh.remove(other);
                    to.add(renamed);
                }
            }
            old.forEach(one -> to.add(new FlawPair(Optional.of(one), Optional.empty())));
            fresh.forEach(one -> to.add(new FlawPair(Optional.empty(), Optional.of(one))));
        }

        private static List<FlawPair> renamed(List<JudgedFlaw> before, List<JudgedFlaw> after) {
            var byAnyId = new HashMap<String, List<JudgedFlaw>>();
            for (var one : after) {
                one.ids()
                        .forEach(
                                id -> byAnyId.computeIfAbsent(id, _ -> new ArrayList<>()).add(one));
            }
            var renamed = new ArrayList<FlawPair>();
            for (var one : before) {
                one.ids().stream()
                        .flatMap(id -> byAnyId.getOrDefault(id, List.of()).stream())
                        .distinct()
                        .forEach(other ->
                                renamed.add(new FlawPair(Optional.of(one), Optional.of(other))));
            }
            renamed.sort(Comparator.comparing(FlawPair::lowerId).thenComparing(FlawPair::higherId));
            return renamed;
        }

        private String lowerId() {
            return id(before).compareTo(id(after)) < 0 ? id(before) : id(after);
        }

        private String higherId() {
            return id(before).compareTo(id(after)) < 0 ? id(after) : id(before);
        }

        private static String id(Optional<JudgedFlaw> one) {
            return one.orElseThrow().flaw().id();
        }
    }
}
