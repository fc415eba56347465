package org.tidewaiter.signing.charter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.charter.Charters.ANA;
import static org.tidewaiter.signing.charter.Charters.BOB;
import static org.tidewaiter.signing.charter.Charters.CI;
import static org.tidewaiter.signing.charter.Charters.EVA;
import static org.tidewaiter.signing.charter.Charters.ISSUED;
import static org.tidewaiter.signing.charter.Charters.first;
import static org.tidewaiter.signing.charter.Charters.holder;
import static org.tidewaiter.signing.charter.Charters.holders;
import static org.tidewaiter.signing.charter.Charters.next;
import static org.tidewaiter.signing.charter.Charters.set;
import static org.tidewaiter.signing.charter.Charters.signed;
import static org.tidewaiter.signing.charter.Charters.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.testkit.Property;

class CharterLawsTest {
    private static final List<SigningKey> KEYS = List.of(ANA, BOB, CI, EVA);
    private static final List<String> TEXTS =
            List.of(
                    "Acme",
                    "true",
                    "no",
                    "7",
                    "a: b",
                    "# no comment",
                    "- x",
                    "it's \"said\"",
                    "back\\slash",
                    "Z\u00fcrich",
                    "\u6771\u4eac",
                    "\ud83d\ude80",
                    "{x}",
                    "&a *b !c |",
                    "2026-01-01",
                    "2026-01-01T00:00:00Z",
                    "https://example.com/x?y#z",
                    "%41");

    @Test
    void whatIsSignedIsReadAsItWas() {
        Property.forAll(
                CharterLawsTest::charter,
                charter -> {
                    var payload = CharterPayload.write(charter);
                    var read = CharterPayload.read(payload, new CharterReader(Optional.empty()));
                    assertThat(read).isEqualTo(charter);
                    assertThat(CharterPayload.write(read)).isEqualTo(payload);
                });
    }

    @Test
    void aDraftGivesTheSameCharterAgain() {
        Property.forAll(
                CharterLawsTest::charter,
                charter -> {
                    var text = CharterDraft.write(charter, Map.of());
                    assertThat(read(text, Instant.EPOCH)).as(text).isEqualTo(charter);
                    var unissued = CharterDraft.unissued(charter, Map.of());
                    assertThat(read(unissued, charter.issued())).isEqualTo(charter);
                });
    }

    private static Charter read(String yaml, Instant issued) throws RefusedException {
        return CharterDraft.read(yaml.getBytes(UTF_8), CharterDraftTest.FILES, issued);
    }

    @Test
    void noBitOfAFileCanBeChanged() throws Exception {
        var file =
                CharterFile.write(
                        signed(
                                with(
                                        first(),
                                        it -> {
                                            it.owners = new Charter.Owners(set("eva"), 1);
                                            it.holders = holders(Map.of("eva", EVA));
                                            it.groups.clear();
                                            it.roles.clear();
                                            it.stages.clear();
                                            return it;
                                        }),
                                EVA));
        for (int bit = 0; bit < file.length * 8; bit++) {
            assertRefusedWithout(bit, file);
        }
    }

    @Test
    void noByteOfAHistoryCanBeChanged() throws Exception {
        var one = signed(first(), ANA, BOB);
        var file = CharterFile.write(signed(next(one), Optional.of(one), ANA, EVA));
        for (int place = 0; place < file.length; place++) {
            assertRefusedWithout(place * 8 + place % 8, file);
        }
    }

    private static void assertRefusedWithout(int bit, byte[] file) {
        var flipped = file.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        assertThatThrownBy(() -> CharterFile.read(flipped))
                .as("bit %d", bit)
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void theOrderOfSignaturesDoesNotMatter() throws Exception {
        var one = signed(first(), ANA, BOB);
        var other = signed(first(), BOB, ANA);
        assertThat(one.id()).isEqualTo(other.id());
        assertThat(one.versions().getFirst().signers())
                .isEqualTo(other.versions().getFirst().signers());
    }

    /// One that keeps all rules.
    private static Charter charter(Random random) {
        var names = new ArrayList<>(List.of("ana", "true", "7", "x@example.com", "no"));
        var holders = new TreeMap<String, Holder>();
        for (int i = 0; i < KEYS.size(); i++) {
            holders.put(names.get(i), holder(KEYS.get(i)));
        }
        if (random.nextBoolean()) {
            holders.put("certified", identity(random));
        }
        var groups = new TreeMap<String, SortedSet<String>>();
        if (random.nextBoolean()) {
            groups.put("null", some(random, holders.keySet()));
        }
        var all = new TreeSet<>(holders.keySet());
        all.addAll(groups.keySet());
        var roles = new TreeMap<String, Role>();
        for (var role : List.of("build", "release", "break-glass")) {
            roles.put(role, role(random, all));
        }
        var stages = new TreeMap<String, Stage>();
        for (var stage : List.of("dev", "on").subList(0, random.nextInt(3))) {
            var covers = random.nextBoolean() ? Stage.Covers.INDEX : Stage.Covers.BOTH;
            stages.put(stage, new Stage(some(random, roles.keySet()), covers));
        }
        return new Charter(
                text(random),
                1 + random.nextInt(1000),
                ISSUED,
                ISSUED.plusSeconds(1 + random.nextInt(100_000_000)),
                Optional.empty(),
                new Charter.Owners(some(random, List.of("ana", "7")), 1),
                holders,
                groups,
                certified(holders),
                roles,
                stages,
                revocations(random));
    }

    private static Holder identity(Random random) {
        return new Holder(
                List.of(),
                List.of(
                        new Holder.Identity(
                                "corp",
                                text(random),
                                random.nextBoolean(),
                                random.nextBoolean() ? text(random) : "")));
    }

    private static SortedMap<String, Authority> certified(Map<String, Holder> holders) {
        var authorities = new TreeMap<String, Authority>();
        if (holders.containsKey("certified")) {
            authorities.put("corp", Certificates.authority());
        }
        return authorities;
    }

    private static Role role(Random random, SortedSet<String> holders) {
        return new Role(
                some(random, holders),
                1,
                some(random, List.of("signature", "vex", "https://example.com/tested/v1")),
                List.copyOf(
                        new TreeSet<>(
                                List.of("app.example/a", "b/*", "*")
                                        .subList(0, random.nextInt(4)))),
                new TreeSet<>(),
                random.nextBoolean() ? Optional.of(ISSUED) : Optional.empty(),
                random.nextBoolean() ? Optional.of(ISSUED.plusSeconds(9)) : Optional.empty());
    }

    private static List<Revocation> revocations(Random random) {
        var value = "sha256:" + "%064x".formatted(random.nextInt(1 << 20));
        var exact = text(random).replace('*', '+');
        return List.of(
                        new Revocation(Revocation.Target.KEY, value, ISSUED, text(random)),
                        new Revocation(Revocation.Target.IDENTITY, exact, ISSUED, ""),
                        new Revocation(Revocation.Target.HOLDER, "no", ISSUED, ""))
                .subList(0, random.nextInt(3));
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static SortedSet<String> some(Random random, Iterable<String> of) {
        var all = new ArrayList<String>();
        of.forEach(all::add);
        var some = new TreeSet<String>();
        for (var one : all) {
            if (random.nextBoolean()) {
                some.add(one);
            }
        }
        some.add(all.get(random.nextInt(all.size())));
        return some;
    }
}
