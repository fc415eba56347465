package org.tidewaiter.policy.fact;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

@Means("Something that a holder of the charter has signed about the image.")
public record EvidenceFact(
        @Means(
                        value = "what it is",
                        words = {
                            "signature",
                            "provenance",
                            "bill-of-materials",
                            "scan",
                            "vex",
                            "test-result",
                            "verification-summary",
                            "link",
                            "custom"
                        })
                String kind,
        @Means("its predicate type") String type,
        @Means("the charter's role in which it was signed") String role,
        @Means("who signed, by the charter's name") String holder,
        @Means("`image` or `index`: what it is about") String about,
        @Means("when it was signed, where it says so") Optional<Instant> signedAt,
        @Means("what it says, as far as its kind is understood")
                SortedMap<String, String> claims) {}
