package org.tidewaiter.signing.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidewaiter.signing.charter.Charters.ANA;
import static org.tidewaiter.signing.charter.Charters.BOB;
import static org.tidewaiter.signing.charter.Charters.EXPIRES;
import static org.tidewaiter.signing.charter.Charters.first;
import static org.tidewaiter.signing.charter.Charters.next;
import static org.tidewaiter.signing.charter.Charters.signed;
import static org.tidewaiter.signing.charter.Charters.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;

class CharterMemoryTest {
    @TempDir private Path folder;

    private CharterMemory memory;
    private SignedCharter one;
    private SignedCharter two;

    @BeforeEach
    void charters() throws Exception {
        memory = new CharterMemory(folder.resolve("seen"));
        one = signed(first(), ANA, BOB);
        two = signed(next(one), Optional.of(one), ANA, BOB);
    }

    @Test
    void aVersionOlderThanOneThatWasSeenIsRefused() throws Exception {
        memory.require(one);
        memory.remember(one, EXPIRES);
        memory.require(two);
        memory.remember(two, EXPIRES);
        memory.require(two);

        assertRefused(one, Refusal.CHARTER_ROLLBACK);
        assertThatThrownBy(() -> memory.remember(one, EXPIRES))
                .isInstanceOf(RefusedException.class);
        assertRefused(one, Refusal.CHARTER_ROLLBACK);
    }

    @Test
    void anotherHistoryOfTheSameBeginningIsRefused() throws Exception {
        memory.remember(two, EXPIRES);
        var other =
                signed(
                        with(
                                next(one),
                                it -> {
                                    it.name = "Other";
                                    return it;
                                }),
                        Optional.of(one),
                        ANA,
                        BOB);
        assertRefused(other, Refusal.CHARTER_OTHER_HISTORY);
        assertRefused(
                signed(next(other), Optional.of(other), ANA, BOB), Refusal.CHARTER_OTHER_HISTORY);
        memory.require(signed(next(two), Optional.of(two), ANA, BOB));
    }

    @Test
    void anotherCharterIsRememberedByItself() throws Exception {
        memory.remember(two, EXPIRES);
        var other =
                signed(
                        with(
                                first(),
                                it -> {
                                    it.name = "Other";
                                    return it;
                                }),
                        ANA,
                        BOB);
        memory.remember(other, EXPIRES);
        memory.require(other);
        assertRefused(one, Refusal.CHARTER_ROLLBACK);
    }

    @Test
    void aVersionThatIsStillToComeIsNotKept() throws Exception {
        memory.remember(one, two.newest().issued().minusSeconds(1));
        memory.remember(two, two.newest().issued().minusSeconds(1));
        memory.require(one);
        memory.remember(two, two.newest().issued());
        assertRefused(one, Refusal.CHARTER_ROLLBACK);
    }

    @Test
    void whatIsDamagedIsNeitherBelievedNorPassedOver() throws Exception {
        memory.remember(two, EXPIRES);
        var file = folder.resolve("seen").resolve(two.id().hex() + ".json");
        for (var damage : List.of("", "{}", Files.readString(file).replace("sha256", "sha2"))) {
            Files.writeString(file, damage);
            assertThatThrownBy(() -> memory.require(one))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void ofManyAtOnceTheNewestStays() throws Exception {
        var charters = new ArrayList<>(List.of(one));
        for (int i = 0; i < 8; i++) {
            var last = charters.getLast();
            charters.add(signed(next(last), Optional.of(last), ANA, BOB));
        }
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (var charter : charters) {
            tasks.add(() -> {
                try {
                    memory.remember(charter, EXPIRES);
                    return true;
                } catch (RefusedException e) {
                    return false; // a newer one was seen in the meantime
                }
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        memory.require(charters.getLast());
        assertRefused(charters.get(charters.size() - 2), Refusal.CHARTER_ROLLBACK);
        try (var left = Files.list(folder.resolve("seen"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(one.id().hex() + ".json", one.id().hex() + ".lock");
        }
    }

    private void assertRefused(SignedCharter charter, Refusal refusal) {
        assertThatThrownBy(() -> memory.require(charter))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
