package org.tidewaiter.signing.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.KeySource;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.containerpolicy.ContainerPolicy;
import org.tidewaiter.signing.containerpolicy.Requirement;
import org.tidewaiter.signing.containerpolicy.Requirement.SigstoreSigned;
import org.tidewaiter.signing.key.PublicKeyFile;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.key.VerificationKey;
import org.tidewaiter.signing.key.WrittenKey;
import org.tidewaiter.signing.lookaside.SignedIdentity;

/// `policy.json`, by which Podman, Skopeo and CRI-O pull images: a requirement for each role.
///
/// @see "containers/image, containers-policy.json(5)"
final class ContainerPolicies implements TrustFormat {
    @Override
    public String name() {
        return "policy.json";
    }

    @Override
    public Exported write(Charter charter, String stage, Instant now) {
        var speakers = new Speakers(charter, now);
        speakers.lost().add("signatures in other forms than that of 'sign --format cosign'");
        var roles = speakers.roles(stage);
        var requirements = new TreeMap<String, Requirement>();
        roles.forEach((name, role) -> requirements.put(name, requirement(name, role, speakers)));
        var sections = new TreeMap<String, List<Requirement>>();
        for (var scope : scopes(roles, speakers)) {
            var section = new ArrayList<Requirement>();
            requirements.forEach((name, requirement) ->
                    section.add(
                            covers(charter.role(name), scope)
                                    ? requirement
                                    : new Requirement.Reject()));
            sections.put(scope, section);
        }
        var policy =
                new ContainerPolicy(
                        List.of(new Requirement.Reject()),
                        new TreeMap<>(Map.of(ContainerPolicy.REGISTRIES, sections)));
        return new Exported(new String(policy.toJson(), StandardCharsets.UTF_8), speakers.lost());
    }

    private static Requirement requirement(String name, Role role, Speakers speakers) {
        if (!role.says().contains("signature")) {
            speakers.lost()
                    .add("%s, who signs no images but statements: nothing passes".formatted(name));
            return new Requirement.Reject();
        }
        if (role.says().size() > 1) {
            speakers.lost().add("that a statement of %s is enough".formatted(name));
        }
        var keys = new ArrayList<byte[]>();
        speakers.of(role)
                .forEach((holder, of) -> {
                    speakers.keys(of).forEach(key -> keys.add(WrittenKey.ofPublic(key)));
                    if (!of.identities().isEmpty()) {
                        speakers.lost().add("the identities of " + holder);
                    }
                });
        return keys.isEmpty()
                ? new Requirement.Reject()
                : new SigstoreSigned(
                        new org.tidewaiter.signing.containerpolicy.KeySource.Data(keys),
                        new SignedIdentity.MatchRepository());
    }

    /// Empty for all images of registries.
    private static SortedSet<String> scopes(Map<String, Role> roles, Speakers speakers) {
        var scopes = new TreeSet<String>();
        roles.forEach((name, role) -> {
            if (role.repositories().isEmpty()) {
                scopes.add("");
            }
            for (var pattern : role.repositories()) {
                scope(pattern)
                        .ifPresentOrElse(
                                scopes::add,
                                () -> speakers.lost().add("%s for %s".formatted(name, pattern)));
            }
        });
        return scopes;
    }

    /// A scope ends where a folder does.
    private static Optional<String> scope(String pattern) {
        var whole = Repositories.whole(pattern);
        if (!whole.endsWith("*")) {
            return Optional.of(whole);
        }
        var start = whole.substring(0, whole.length() - 1);
        return start.isEmpty() || start.endsWith("/")
                ? Optional.of(start.replaceFirst("/$", ""))
                : Optional.empty();
    }

    /// Whether all images of a scope are the role's.
    private static boolean covers(Role role, String scope) {
        return role.repositories().isEmpty()
                || role.repositories().stream()
                        .flatMap(pattern -> scope(pattern).stream())
                        .anyMatch(own ->
                                own.isEmpty() || scope.equals(own) || scope.startsWith(own + "/"));
    }

    @Override
    public Imported read(byte[] file, KeySource files) throws RefusedException {
        var imported = new Imported();
        var policy = ContainerPolicy.parse(file);
        section("default", policy.otherwise(), imported, files);
        for (var transport : policy.transports().entrySet()) {
            if (!transport.getKey().equals(ContainerPolicy.REGISTRIES)) {
                imported.lose("what comes by " + transport.getKey());
                continue;
            }
            for (var section : transport.getValue().entrySet()) {
                section(section.getKey(), section.getValue(), imported, files);
            }
        }
        return imported;
    }

    /// @param scope empty or `default` for all images
    private static void section(
            String scope, List<Requirement> requirements, Imported imported, KeySource files)
            throws RefusedException {
        boolean all = scope.isEmpty() || scope.equals("default");
        var name = all ? "signer" : scope;
        if (!all
                && (scope.contains("*")
                        || (scope.lastIndexOf(':') > scope.indexOf('/') && scope.contains("/")))) {
            imported.lose("%s: it is no repository, nor a folder of such".formatted(scope));
            return;
        }
        for (var one : requirements) {
            if (one instanceof SigstoreSigned(var keys, var identity)) {
                if (!(identity instanceof SignedIdentity.MatchRepository)) {
                    imported.lose("%s: under which names it must be signed".formatted(name));
                }
                var holders = new ArrayList<String>();
                for (var key : keys(keys, name, files)) {
                    holders.add(imported.holder(name, key));
                }
                imported.role(
                        name, holders, List.of("signature"), all ? List.of() : repositories(scope));
            } else if (!(one instanceof Requirement.Reject)) {
                imported.lose("%s: %s".formatted(name, one.type()));
            }
        }
    }

    private static List<String> repositories(String scope) {
        var below = scope + "/*";
        return scope.contains("/") ? List.of(scope, below) : List.of(below);
    }

    private static List<VerificationKey> keys(
            org.tidewaiter.signing.containerpolicy.KeySource source, String where, KeySource files)
            throws RefusedException {
        var keys = new ArrayList<VerificationKey>();
        switch (source) {
            case org.tidewaiter.signing.containerpolicy.KeySource.Files(var paths) -> {
                for (var path : paths) {
                    keys.addAll(files.keys(path, where));
                }
            }
            case org.tidewaiter.signing.containerpolicy.KeySource.Data(var data) -> {
                for (var one : data) {
                    keys.addAll(read(one, where));
                }
            }
        }
        return keys;
    }

    private static List<VerificationKey> read(byte[] data, String where) throws RefusedException {
        try {
            return PublicKeyFile.read(data);
        } catch (UnusableKeyException e) {
            throw new RefusedException(Refusal.CHARTER_KEY, where + ": " + e.getMessage());
        }
    }
}
