package org.tidewaiter.signing.stage;

import java.time.Instant;
import org.tidewaiter.signing.charter.Charter;
import org.tidewaiter.signing.trust.Trust;
import org.tidewaiter.signing.trust.TrustedKeys;

/// By whom evidence is verified where a charter says who is believed. Whoever was revoked is among
/// them, so that what they have signed is told apart from what strangers have.
public final class CharterTrust {
    private CharterTrust() {}

    public static Trust of(Charter charter, Instant now) {
        var keys =
                charter.holders().entrySet().stream()
                        .flatMap(one ->
                                one.getValue().keys().stream()
                                        .map(key -> new TrustedKeys.Named(one.getKey(), key)))
                        .toList();
        return Trust.of(new TrustedKeys(keys), now);
    }
}
