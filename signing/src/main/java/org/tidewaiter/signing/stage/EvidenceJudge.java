package org.tidewaiter.signing.stage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.tidewaiter.model.Evidence;
import org.tidewaiter.model.RepositoryPattern;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.statement.Claims;
import org.tidewaiter.signing.statement.PredicateTypes;

/// Judges each piece of evidence by itself.
record EvidenceJudge(
        Charter charter,
        String stage,
        Optional<String> repository,
        Coverage coverage,
        Instant now) {
    JudgedEvidence judge(Evidence evidence) {
        var holder = Optional.<String>empty();
        var role = Optional.<String>empty();
        try {
            holder = Optional.of(new Signers(charter, now).holder(evidence));
            role = Optional.of(role(holder.get(), evidence));
            requireCounting(role.get(), evidence);
            return new JudgedEvidence(evidence, holder, role, Optional.empty());
        } catch (RefusedException e) {
            var why = new Objection(e.refusal(), e.detail());
            return new JudgedEvidence(evidence, holder, role, Optional.of(why));
        }
    }

    /// The one that it names, or else the only one in which its holder may say such a thing.
    private String role(String holder, Evidence evidence) throws RefusedException {
        var named = claim(evidence, Claims.ROLE);
        if (named.isPresent() && !roles(holder, _ -> true).contains(named.get())) {
            throw new RefusedException(
                    Refusal.NOT_IN_ROLE, "%s is not in %s".formatted(holder, named.get()));
        }
        var saying = roles(holder, role -> says(role, evidence));
        var fitting =
                saying.stream()
                        .filter(role -> named.isEmpty() || named.get().equals(role))
                        .toList();
        if (fitting.isEmpty()) {
            throw new RefusedException(Refusal.KIND_NOT_SAID, evidence.kind().label());
        }
        if (fitting.size() > 1) {
            throw new RefusedException(
                    Refusal.ROLE_UNSAID,
                    "%s is in %s".formatted(holder, String.join(", ", fitting)));
        }
        return fitting.getFirst();
    }

    List<String> roles(String holder, Predicate<Role> fitting) {
        return roles(charter, holder, fitting);
    }

    static List<String> roles(Charter charter, String holder, Predicate<Role> fitting) {
        return charter.roles().entrySet().stream()
                .filter(one -> charter.members(one.getValue().holders()).contains(holder))
                .filter(one -> fitting.test(one.getValue()))
                .map(one -> one.getKey())
                .toList();
    }

    static boolean says(Role role, Evidence evidence) {
        return role.says().stream().anyMatch(said -> isA(said, evidence));
    }

    /// @param said a kind, a word of cosign's for a type, or the address of one
    private static boolean isA(String said, Evidence evidence) {
        return said.equals(evidence.kind().word())
                || (said.contains(":") && said.equals(evidence.type()))
                || PredicateTypes.named(said).filter(evidence.type()::equals).isPresent();
    }

    private void requireCounting(String role, Evidence evidence) throws RefusedException {
        if (evidence.saysFailed()) {
            throw new RefusedException(Refusal.SAYS_FAILED, "");
        }
        var other = claim(evidence, Claims.STAGE).filter(one -> !one.equals(stage));
        if (other.isPresent()) {
            throw new RefusedException(Refusal.OTHER_STAGE, other.get());
        }
        var obstacle = obstacle(role);
        if (obstacle.isPresent()) {
            throw new RefusedException(obstacle.get().refusal(), obstacle.get().detail());
        }
        if (!coverage.includes(evidence.subject())) {
            throw new RefusedException(Refusal.NOT_COVERED, evidence.subject().toString());
        }
    }

    private static Optional<String> claim(Evidence evidence, String name) {
        return Optional.ofNullable(evidence.claims().get(name));
    }

    /// Why nothing that is said in a role counts, here and now.
    Optional<Objection> obstacle(String name) {
        var role = charter.role(name);
        if (role.from().filter(now::isBefore).isPresent()) {
            return objection(Refusal.ROLE_NOT_IN_FORCE, "from " + role.from().get());
        }
        if (role.until().filter(end -> !now.isBefore(end)).isPresent()) {
            return objection(Refusal.ROLE_NOT_IN_FORCE, "until " + role.until().get());
        }
        if (role.repositories().isEmpty()) {
            return Optional.empty();
        }
        if (repository.isEmpty()) {
            return objection(Refusal.UNKNOWN_REPOSITORY, "");
        }
        boolean listed =
                role.repositories().stream()
                        .anyMatch(one -> RepositoryPattern.matches(one, repository.get()));
        return listed ? Optional.empty() : objection(Refusal.OTHER_REPOSITORY, repository.get());
    }

    private static Optional<Objection> objection(Refusal refusal, String detail) {
        return Optional.of(new Objection(refusal, detail));
    }
}
