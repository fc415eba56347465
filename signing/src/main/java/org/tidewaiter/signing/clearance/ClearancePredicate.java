package org.tidewaiter.signing.clearance;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.clearance.Clearance.Advisories;
import org.tidewaiter.model.clearance.Clearance.CharterVersion;
import org.tidewaiter.model.clearance.Clearance.Named;
import org.tidewaiter.model.clearance.Clearance.Rest;
import org.tidewaiter.model.clearance.Clearance.Waived;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.clearance.ClearanceStatement.Hand;
import org.tidewaiter.signing.statement.Claims;
import org.tidewaiter.signing.statement.Statement;
import org.tidewaiter.signing.syntax.Part;

/// A clearance as a predicate: what a verification summary of SLSA has, and under one name what is
/// ours.
///
/// @see "slsa.dev, Verification Summary Attestation, version 1; in-toto attestation framework,
///   spec/v1/README.md, extension fields"
final class ClearancePredicate {
    private static final String OURS = "tidewaiter_clearance";
    private static final String PASSED = "PASSED";

    /// For which it counts, and after that for what runs.
    static final Duration LONGEST = Duration.ofDays(400);

    private static final int MAX_LETTERS = 1000;

    private ClearancePredicate() {}

    static Json write(ClearanceStatement it) {
        return new JsonParts()
                .put("verifier", new JsonParts().put("id", "tidewaiter:" + it.charter().id()))
                .put("timeVerified", it.issued())
                .put("resourceUri", resource(it))
                .put(
                        "policy",
                        new JsonParts()
                                .put("uri", it.policy().name())
                                .put("digest", sha256(it.policy().digest())))
                .put(
                        "inputAttestations",
                        it.rests(),
                        rest -> new JsonParts().put("digest", sha256(rest.digest())).json())
                .put("verificationResult", PASSED)
                .put("verifiedLevels", List.of("TIDEWAITER_CLEARED_" + it.stage()))
                .put("slsaVersion", "1.0")
                .put(OURS, ours(it))
                .json();
    }

    private static String resource(ClearanceStatement it) {
        return "oci://%s@%s"
                .formatted(
                        it.repository().isEmpty() ? "local" : it.repository(),
                        it.subjects().getFirst());
    }

    private static JsonParts sha256(Digest digest) {
        return new JsonParts().put("sha256", digest.hex());
    }

    private static JsonParts ours(ClearanceStatement it) {
        var ours =
                new JsonParts()
                        .put("stage", it.stage())
                        .put("role", it.role())
                        .put("audience", it.audience())
                        .put(
                                "charter",
                                new JsonParts()
                                        .put("id", it.charter().id())
                                        .put("version", it.charter().version()))
                        .put("rests", it.rests(), ClearancePredicate::rest)
                        .put("hands", it.hands(), ClearancePredicate::hand)
                        .put("advisories", advisories(it.advisories()))
                        .put("waivers", it.waivers(), ClearancePredicate::waiver);
        it.prior().ifPresent(prior -> ours.put("prior", prior));
        return ours.put("notBefore", it.notBefore())
                .put("expires", it.expires())
                .put("restartUntil", it.restartUntil())
                .put("epoch", it.epoch());
    }

    private static Json rest(Rest rest) {
        return new JsonParts()
                .put("kind", rest.kind())
                .put("type", rest.type())
                .put("role", rest.role())
                .put("holder", rest.holder())
                .put("about", rest.about())
                .put("digest", rest.digest())
                .json();
    }

    private static Json hand(Hand hand) {
        return new JsonParts().put("role", hand.role()).put("holder", hand.holder()).json();
    }

    private static JsonParts advisories(Advisories advisories) {
        var parts = new JsonParts().put("revision", advisories.revision());
        advisories.newest().ifPresent(date -> parts.put("newest", date));
        return parts;
    }

    private static Json waiver(Waived waiver) {
        return new JsonParts()
                .put("id", waiver.id())
                .put("owner", waiver.owner())
                .put("approvedBy", waiver.approvedBy())
                .put("reason", waiver.reason())
                .put("expires", waiver.expires())
                .put("findings", waiver.findings())
                .json();
    }

    /// @throws RefusedException `not-a-clearance` for any other statement
    static ClearanceStatement read(Statement statement) throws RefusedException {
        if (!statement.predicateType().equals(ClearanceStatement.TYPE)) {
            throw new RefusedException(
                    Refusal.NOT_A_CLEARANCE, Claims.shortened(statement.predicateType()));
        }
        var whole = Part.of("predicate", statement.predicate());
        var ours =
                whole.optionalObject(OURS)
                        .orElseThrow(
                                () -> new RefusedException(Refusal.NOT_A_CLEARANCE, "no " + OURS));
        whole.knowing("verificationResult", "timeVerified", "policy", OURS);
        if (!whole.text("verificationResult").equals(PASSED)) {
            throw new RefusedException(
                    Refusal.SAYS_FAILED, Claims.shortened(whole.text("verificationResult")));
        }
        ours.only(
                "stage",
                "role",
                "audience",
                "charter",
                "rests",
                "hands",
                "advisories",
                "waivers",
                "prior",
                "notBefore",
                "expires",
                "restartUntil",
                "epoch");
        var read =
                new ClearanceStatement(
                        text(ours, "stage"),
                        text(ours, "role"),
                        subjects(statement),
                        "",
                        audience(ours),
                        policy(whole.object("policy")),
                        charter(ours.object("charter").only("id", "version")),
                        rests(ours),
                        hands(ours),
                        advisories(ours.object("advisories").only("revision", "newest")),
                        waivers(ours),
                        ours.optionalDigest("prior"),
                        whole.time("timeVerified"),
                        ours.time("notBefore"),
                        ours.time("expires"),
                        ours.time("restartUntil"),
                        ours.count("epoch"));
        requireAnnotations(statement, read);
        requireOrder(read);
        return read;
    }

    private static SortedSet<Digest> subjects(Statement statement) throws RefusedException {
        var subjects = new TreeSet<Digest>();
        for (var about : statement.subjects()) {
            var trusted =
                    about.digests().stream()
                            .filter(one -> one.algorithm().equals("sha256"))
                            .findFirst()
                            .orElseThrow(() -> new RefusedException(Refusal.WEAK_SUBJECT, ""));
            subjects.add(trusted);
        }
        return subjects;
    }

    /// Whoever takes it for evidence reads these.
    private static void requireAnnotations(Statement statement, ClearanceStatement read)
            throws RefusedException {
        for (var about : statement.subjects()) {
            var stage = about.annotations().getOrDefault(Claims.STAGE, "");
            if (!stage.equals(read.stage())) {
                throw new RefusedException(Refusal.OTHER_STAGE, Claims.shortened(stage));
            }
            var role = about.annotations().getOrDefault(Claims.ROLE, "");
            if (!role.equals(read.role())) {
                throw new RefusedException(Refusal.NOT_IN_ROLE, Claims.shortened(role));
            }
        }
    }

    private static SortedSet<String> audience(Part ours) throws RefusedException {
        var audience = new TreeSet<String>();
        for (var one : ours.texts("audience")) {
            if (!Role.isRepositories(one) || !audience.add(one)) {
                throw new RefusedException(Refusal.WRONG_PART, ours.at("audience"));
            }
        }
        return audience;
    }

    private static Named policy(Part policy) throws RefusedException {
        var hex = policy.object("digest").text("sha256");
        var digest =
                Digest.parse("sha256:" + hex)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.MALFORMED_DIGEST, policy.at("digest")));
        return new Named(text(policy, "uri"), digest);
    }

    private static CharterVersion charter(Part charter) throws RefusedException {
        return new CharterVersion(charter.digest("id"), charter.count("version"));
    }

    private static List<Rest> rests(Part ours) throws RefusedException {
        var rests = new ArrayList<Rest>();
        for (var one : ours.objects("rests")) {
            one.only("kind", "type", "role", "holder", "about", "digest");
            rests.add(
                    new Rest(
                            text(one, "kind"),
                            text(one, "type"),
                            text(one, "role"),
                            text(one, "holder"),
                            one.digest("about"),
                            one.digest("digest")));
        }
        return rests;
    }

    private static List<Hand> hands(Part ours) throws RefusedException {
        var hands = new ArrayList<Hand>();
        for (var one : ours.objects("hands")) {
            one.only("role", "holder");
            hands.add(new Hand(text(one, "role"), text(one, "holder")));
        }
        return hands;
    }

    private static Advisories advisories(Part one) throws RefusedException {
        return new Advisories(
                text(one, "revision"),
                one.has("newest") ? Optional.of(date(one, "newest")) : Optional.empty());
    }

    private static List<Waived> waivers(Part ours) throws RefusedException {
        var waivers = new ArrayList<Waived>();
        for (var one : ours.objects("waivers")) {
            one.only("id", "owner", "approvedBy", "reason", "expires", "findings");
            waivers.add(
                    new Waived(
                            text(one, "id"),
                            text(one, "owner"),
                            text(one, "approvedBy"),
                            text(one, "reason"),
                            date(one, "expires"),
                            one.count("findings")));
        }
        return waivers;
    }

    private static String text(Part part, String name) throws RefusedException {
        var text = part.text(name);
        if (text.length() > MAX_LETTERS) {
            throw new RefusedException(Refusal.WRONG_PART, part.at(name) + " is too long");
        }
        return text;
    }

    private static LocalDate date(Part part, String name) throws RefusedException {
        try {
            return LocalDate.parse(part.text(name));
        } catch (DateTimeException _) {
            throw new RefusedException(Refusal.WRONG_PART, part.at(name) + " is no day");
        }
    }

    private static void requireOrder(ClearanceStatement it) throws RefusedException {
        requireOrder(!it.notBefore().isBefore(it.issued()), "it counts from before it was issued");
        requireOrder(it.notBefore().isBefore(it.expires()), "it ends before it begins");
        requireOrder(
                !it.restartUntil().isBefore(it.expires()),
                "what runs may start again for a shorter time than it counts");
        requireOrder(
                !it.issued().plus(LONGEST).isBefore(it.expires()),
                "it counts for more than %d days".formatted(LONGEST.toDays()));
        var lastDay = LocalDate.ofInstant(it.expires().minusNanos(1), ZoneOffset.UTC);
        for (var waiver : it.waivers()) {
            requireOrder(
                    !lastDay.isAfter(waiver.expires()),
                    "it counts after %s, the last day of the waiver of %s"
                            .formatted(waiver.expires(), Claims.shortened(waiver.id())));
        }
        requireOrder(
                !it.expires().plus(LONGEST).isBefore(it.restartUntil()),
                "what runs may start again for more than %d days".formatted(LONGEST.toDays()));
    }

    private static void requireOrder(boolean holds, String otherwise) throws RefusedException {
        if (!holds) {
            throw new RefusedException(Refusal.OUT_OF_ORDER, otherwise);
        }
    }
}
