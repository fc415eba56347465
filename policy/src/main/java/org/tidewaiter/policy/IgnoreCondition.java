package org.tidewaiter.policy;

import java.util.List;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.Location;

/// What an ignore rule asks of a finding.
public sealed interface IgnoreCondition {
    boolean holds(Finding.Vulnerability flaw);

    /// Of what a check found. Most ask for what only a flaw in a package has.
    default boolean holds(Finding.OfCheck finding) {
        return false;
    }

    /// The flaw is known by an id.
    ///
    /// @param anyAlias the id may be any of those that it has, and not only the one it is shown by
    ///   or that of the record that decided
    record Id(String id, boolean anyAlias) implements IgnoreCondition {
        @Override
        public boolean holds(Finding.Vulnerability flaw) {
            return anyAlias
                    ? flaw.knows(id)
                    : flaw.id().equalsIgnoreCase(id)
                            || flaw.evidence().stream()
                                    .limit(1)
                                    .anyMatch(one -> one.record().equalsIgnoreCase(id));
        }

        /// With or without the room that the check stands in.
        @Override
        public boolean holds(Finding.OfCheck finding) {
            return finding.id().equalsIgnoreCase(id) || finding.check().name().equalsIgnoreCase(id);
        }
    }

    /// It was found by a check of this kind.
    record OfKind(Check.Kind kind) implements IgnoreCondition {
        @Override
        public boolean holds(Finding.Vulnerability flaw) {
            return false;
        }

        @Override
        public boolean holds(Finding.OfCheck finding) {
            return finding.check().kind() == kind;
        }
    }

    /// It is a known flaw.
    record OfFlaw() implements IgnoreCondition {
        @Override
        public boolean holds(Finding.Vulnerability flaw) {
            return true;
        }
    }

    /// The package is one of these.
    record AnyPurl(List<PurlPattern> purls) implements IgnoreCondition {
        @Override
        public boolean holds(Finding.Vulnerability flaw) {
            return purls.stream().anyMatch(one -> one.matches(flaw.in().purl()));
        }
    }

    /// Every place that the package was seen at fits one of these.
    record AnyPath(List<PathGlob> paths) implements IgnoreCondition {
        @Override
        public boolean holds(Finding.Vulnerability flaw) {
            var locations = flaw.in().locations();
            return !locations.isEmpty()
                    && locations.stream().map(Location::path).allMatch(this::fits);
        }

        @Override
        public boolean holds(Finding.OfCheck finding) {
            return fits(finding.place().path());
        }

        private boolean fits(String path) {
            return paths.stream().anyMatch(glob -> glob.matches(path));
        }
    }

    /// The name as other scanners have it: without the group for Java.
    record Name(NamePattern pattern) implements IgnoreCondition {
        @Override
        public boolean holds(Finding.Vulnerability flaw) {
            var purl = flaw.in().purl();
            return pattern.matches(
                    purl.type().equals("maven") ? purl.name() : purl.ecosystemName());
        }
    }

    /// The name of the source package.
    record UpstreamName(NamePattern pattern) implements IgnoreCondition {
        @Override
        public boolean holds(Finding.Vulnerability flaw) {
            return flaw.in().source().filter(one -> pattern.matches(one.name())).isPresent();
        }
    }

    record Version(String version) implements IgnoreCondition {
        @Override
        public boolean holds(Finding.Vulnerability flaw) {
            return flaw.in().version().equals(version);
        }
    }

    /// @param type of the purl
    record PurlType(String type) implements IgnoreCondition {
        @Override
        public boolean holds(Finding.Vulnerability flaw) {
            return flaw.in().purl().type().equals(type);
        }
    }

    record FixState(List<FindingState> states) implements IgnoreCondition {
        @Override
        public boolean holds(Finding.Vulnerability flaw) {
            return states.contains(flaw.state());
        }
    }
}
