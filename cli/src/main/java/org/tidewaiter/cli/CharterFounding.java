package org.tidewaiter.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.charter.Role;
import org.tidewaiter.signing.charter.Stage;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.key.VerificationKey;

/// A first charter in the making: owners, roles with a holder each, and the stages dev, stage and
/// prod.
final class CharterFounding {
    /// What the holders of roles that we know say.
    private static final Map<String, Set<String>> SAYS =
            Map.of(
                    "build", Set.of("signature", "provenance"),
                    "scan", Set.of("scan"),
                    "qa", Set.of("signature", "test-result"),
                    "certifier", Set.of("verification-summary"),
                    "vex", Set.of("vex"));

    /// Roles that speak of some images, and without which others may go anywhere.
    private static final Set<String> NEVER_NEEDED = Set.of("vex", "waiver", "break-glass");

    /// The role that clears images for every stage, once the others have spoken.
    private static final String CERTIFIER = "certifier";

    private static final String OWNER = "owner";

    private final Path name;
    private final Instant issued;
    private final Duration validity;
    private final int threshold;
    private final SortedMap<String, List<VerificationKey>> keys = new TreeMap<>();
    private final Map<VerificationKey, String> files = new HashMap<>();
    private final SortedSet<String> owners = new TreeSet<>();
    private final Map<String, String> holderOfRole = new LinkedHashMap<>();

    /// @param name of the files, and the last part of it that of the charter
    CharterFounding(Path name, Instant issued, Duration validity, int threshold) {
        this.name = name;
        this.issued = issued.truncatedTo(ChronoUnit.SECONDS);
        this.validity = validity;
        this.threshold = threshold;
    }

    /// @param text `HOLDER=FILE`
    void owner(String text, TidewaiterCommand program) throws ProblemException {
        int split = text.indexOf('=');
        if (split < 1) {
            throw new ProblemException(
                    "usage",
                    "'%s' names no owner with a key".formatted(text),
                    "write it like --owner ana=ana.pub");
        }
        owners.add(text.substring(0, split));
        read(text.substring(0, split), text.substring(split + 1), program);
    }

    /// @param text `NAME` or `NAME=FILE`
    /// @param filed whether it must have a file
    void role(String text, boolean filed, TidewaiterCommand program) throws ProblemException {
        int split = text.indexOf('=');
        var role = split < 0 ? text : text.substring(0, split);
        if (role.equals(OWNER)) {
            throw new ProblemException(
                    "usage",
                    "there is no role 'owner': owners change the charter, and say nothing of images",
                    "give the role another name");
        }
        var holder = holder(role);
        holderOfRole.put(role, holder);
        if (split >= 0) {
            read(holder, text.substring(split + 1), program);
        } else if (filed) {
            throw new ProblemException(
                    "usage",
                    "the role '%s' has no key".formatted(role),
                    "name the public key of who holds it: --role %s=FILE".formatted(role));
        }
    }

    private String holder(String role) {
        return prefix() + "-" + role;
    }

    private String prefix() {
        var file = name.getFileName().toString().toLowerCase(Locale.ROOT);
        return file.replaceAll("[^a-z0-9._@-]", "-");
    }

    /// Where a key of one without any is made, without an ending: NAME as it was given, and the
    /// role.
    Path keyFile(String holder) {
        return name.resolveSibling(name.getFileName() + holder.substring(prefix().length()));
    }

    private void read(String holder, String file, TidewaiterCommand program)
            throws ProblemException {
        for (var key : KeyFiles.publicKeys(Path.of(file), program)) {
            keys.computeIfAbsent(holder, _ -> new ArrayList<>()).add(key);
        }
    }

    /// One owner, who has no key yet.
    void owner() {
        owners.add(holder(OWNER));
    }

    /// Who has no key yet, the owner first.
    List<String> keyless() {
        var all = new ArrayList<>(owners);
        all.addAll(holderOfRole.values());
        return all.stream().filter(one -> !keys.containsKey(one)).toList();
    }

    SigningKey make(String holder, NewKey type) {
        var key = type.make();
        keys.put(holder, List.of(key.publicKey()));
        files.put(key.publicKey(), publicFile(holder));
        return key;
    }

    private String publicFile(String holder) {
        return keyFile(holder).getFileName() + ".pub";
    }

    /// Of the keys that were made, beside the draft.
    Map<VerificationKey, String> files() {
        return files;
    }

    /// The private key with which to begin, if it was made.
    Optional<String> firstKeyFile() {
        return holderOfRole.values().stream()
                .filter(holder -> files.containsValue(publicFile(holder)))
                .findFirst()
                .map(holder -> keyFile(holder) + ".key");
    }

    Charter charter() {
        var holders = new TreeMap<String, Holder>();
        keys.forEach((holder, ofIt) -> holders.put(holder, new Holder(ofIt, List.of())));
        var roles = new TreeMap<String, Role>();
        holderOfRole.forEach((role, holder) -> roles.put(role, role(role, holder)));
        return new Charter(
                name.getFileName().toString(),
                1,
                issued,
                issued.plus(validity),
                Optional.empty(),
                new Charter.Owners(owners, threshold),
                holders,
                new TreeMap<>(),
                new TreeMap<>(),
                roles,
                stages(),
                List.of());
    }

    private static Role role(String name, String holder) {
        return new Role(
                sorted(Set.of(holder)),
                1,
                sorted(SAYS.getOrDefault(name, Set.of("signature"))),
                List.of(),
                sorted(Set.of()),
                Optional.empty(),
                Optional.empty());
    }

    private SortedMap<String, Stage> stages() {
        var all =
                holderOfRole.keySet().stream()
                        .filter(one -> !NEVER_NEEDED.contains(one) && !one.equals(CERTIFIER))
                        .toList();
        if (all.isEmpty()) {
            return new TreeMap<>();
        }
        var first = all.contains("build") ? "build" : all.getFirst();
        var beforeRelease = all.stream().filter(one -> !one.equals("release")).toList();
        var stages = new TreeMap<String, Stage>();
        stages.put("dev", stage(Set.of(first)));
        stages.put("stage", stage(beforeRelease.isEmpty() ? all : beforeRelease));
        stages.put("prod", stage(all));
        return stages;
    }

    private Stage stage(Collection<String> roles) {
        var certifier = Optional.of(CERTIFIER).filter(holderOfRole::containsKey);
        return new Stage(sorted(roles), Stage.Covers.EITHER, certifier);
    }

    private static SortedSet<String> sorted(Collection<String> texts) {
        return new TreeSet<>(texts);
    }
}
