package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.model.json.Json.JsonString;
import org.tidewaiter.policy.Suppressed.Cause;

/// One decision, by two people and for a time, to live with a finding.
///
/// @param id the flaw, by any id that it is known under, or the check
/// @param owner who answers for it
/// @param reason why it is bearable
/// @param expires the last day on which it counts
/// @param approvedBy the second person, who is not the owner
/// @param approval how their approval is known
public record Waiver(
        String id,
        WaiverScope scope,
        String owner,
        String reason,
        LocalDate expires,
        String approvedBy,
        Approval approval)
        implements Decision {
    /// The stage at which what the file says of the second person is enough.
    public static final String OPEN_STAGE = "dev";

    public Waiver {
        if (id.isBlank() || owner.isBlank() || reason.isBlank() || approvedBy.isBlank()) {
            throw new IllegalArgumentException(
                    "a waiver needs an id, an owner, a reason and an approver");
        }
        if (isSamePerson(owner, approvedBy)) {
            throw new IllegalArgumentException(
                    "'%s' cannot approve a waiver of their own".formatted(owner));
        }
    }

    /// One that no signature was looked for.
    public Waiver(
            String id,
            Optional<PurlPattern> packages,
            Optional<String> image,
            Optional<String> path,
            String owner,
            String reason,
            LocalDate expires,
            String approvedBy) {
        this(
                id,
                new WaiverScope(
                        packages,
                        image,
                        Optional.empty(),
                        path,
                        Optional.empty(),
                        Optional.empty()),
                owner,
                reason,
                expires,
                approvedBy,
                new Approval.Stated());
    }

    /// Whether two names are of one person, however they are written.
    static boolean isSamePerson(String one, String other) {
        return one.strip().equalsIgnoreCase(other.strip());
    }

    public Waiver with(Approval known) {
        return new Waiver(id, scope, owner, reason, expires, approvedBy, known);
    }

    /// All that the second person signs: everything but how that is known.
    public Json toJson() {
        var members = new LinkedHashMap<String, Json>();
        members.put("id", new JsonString(id));
        scope.packages().ifPresent(one -> members.put("package", new JsonString(one.toString())));
        scope.image().ifPresent(one -> members.put("image", new JsonString(one)));
        scope.digest().ifPresent(one -> members.put("digest", new JsonString(one.toString())));
        scope.path().ifPresent(one -> members.put("path", new JsonString(one)));
        scope.instruction().ifPresent(one -> members.put("instruction", new JsonString(one)));
        scope.stage().ifPresent(one -> members.put("stage", new JsonString(one)));
        members.put("owner", new JsonString(owner));
        members.put("reason", new JsonString(reason));
        members.put("expires", new JsonString(expires.toString()));
        members.put("approved-by", new JsonString(approvedBy));
        return new JsonObject(members);
    }

    /// Why it does not count where an image is to go; nothing where it does.
    ///
    /// @param stage nothing where an image is looked at without one
    public Optional<String> objection(Optional<String> stage) {
        if (scope.stage().isPresent() && !scope.stage().equals(stage)) {
            return Optional.of("it is for the stage " + scope.stage().get());
        }
        if (stage.isEmpty() || stage.get().equals(OPEN_STAGE)) {
            return Optional.empty();
        }
        return switch (approval) {
            case Approval.Signed _ -> Optional.empty();
            case Approval.Missing(var why) -> Optional.of(why);
            case Approval.Stated _ ->
                    Optional.of(
                            "beyond %s the approval must be signed, and only a charter (--charter)"
                                            .formatted(OPEN_STAGE)
                                    + " says who may");
        };
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
        boolean isMeant =
                switch (finding) {
                    case Finding.Vulnerability flaw -> flaw.knows(id);
                    case Finding.OfCheck one -> one.id().equalsIgnoreCase(id);
                };
        return isMeant && scope.includes(finding, inventory.source());
    }
}
