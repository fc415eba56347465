package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.policy.Suppressed.Cause;

/// One decision, by two people and for a time, to live with a finding.
///
/// @param id the flaw, by any id that it is known under, or the check
/// @param packages which packages; everything where there is none
/// @param image a glob (`*` is any run of characters) over the image's name as the user gave it or
///   its digest; every image where there is none
/// @param path a glob over the path in the image; a package seen at several places is waived only
///   if each of them matches
/// @param owner who answers for it
/// @param reason why it is bearable
/// @param expires the last day on which it counts
/// @param approvedBy the second person, who is not the owner
public record Waiver(
        String id,
        Optional<PurlPattern> packages,
        Optional<String> image,
        Optional<String> path,
        String owner,
        String reason,
        LocalDate expires,
        String approvedBy)
        implements Decision {
    public Waiver {
        if (id.isBlank() || owner.isBlank() || reason.isBlank() || approvedBy.isBlank()) {
            throw new IllegalArgumentException(
                    "a waiver needs an id, an owner, a reason and an approver");
        }
        if (owner.strip().equalsIgnoreCase(approvedBy.strip())) {
            throw new IllegalArgumentException(
                    "'%s' cannot approve a waiver of their own".formatted(owner));
        }
    }

    @Override
    public Cause cause() {
        return Cause.WAIVED;
    }

    @Override
    public String sentence() {
        return "%s (%s until %s, approved by %s)".formatted(reason, owner, expires, approvedBy);
    }

    @Override
    public boolean isExpired(LocalDate asOf) {
        return asOf.isAfter(expires);
    }

    @Override
    public boolean covers(Finding finding, Inventory inventory) {
        var source = inventory.source();
        return switch (finding) {
            case Finding.Vulnerability flaw ->
                    flaw.knows(id)
                            && packages.map(one -> one.matches(flaw.in().purl())).orElse(true)
                            && image.map(one -> isNamed(one, source)).orElse(true)
                            && path.map(one -> isOnlyAt(one, flaw)).orElse(true);
            case Finding.OfCheck one ->
                    one.id().equalsIgnoreCase(id)
                            && packages.map(pattern -> isIn(pattern, one)).orElse(true)
                            && image.map(pattern -> isNamed(pattern, source)).orElse(true)
                            && path.map(pattern -> new Glob(pattern).matches(one.place().path()))
                                    .orElse(true);
        };
    }

    private static boolean isIn(PurlPattern pattern, Finding.OfCheck finding) {
        return finding instanceof Finding.Licence licence && pattern.matches(licence.in().purl());
    }

    private static boolean isNamed(String pattern, ImageSource source) {
        var glob = new Glob(pattern);
        return glob.matches(source.name())
                || source.digest().map(one -> glob.matches(one.toString())).orElse(false);
    }

    private static boolean isOnlyAt(String pattern, Finding.Vulnerability flaw) {
        var glob = new Glob(pattern);
        return !flaw.in().locations().isEmpty()
                && flaw.in().locations().stream().allMatch(one -> glob.matches(one.path()));
    }
}
