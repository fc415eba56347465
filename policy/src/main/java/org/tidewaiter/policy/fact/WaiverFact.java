package org.tidewaiter.policy.fact;

import java.time.Instant;

@Means("A decision to live with a finding for a time.")
public record WaiverFact(
        @Means("the flaw or the check") String id,
        @Means("who answers for it") String owner,
        @Means("the second person; empty where there is none yet") String approvedBy,
        @Means("whether the second person's signature was verified") boolean signed,
        @Means("why it is bearable") String reason,
        @Means("from then on it counts no more") Instant expires,
        @Means("how many findings it covers here") int findings) {}
