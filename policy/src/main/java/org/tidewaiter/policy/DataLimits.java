package org.tidewaiter.policy;

/// On what advisory data a gate may decide.
///
/// @param maxAgeDays the newest advisory may be so many days old
/// @param allowSample decide on the built-in sample too
/// @param allowStale decide on older data too
public record DataLimits(int maxAgeDays, boolean allowSample, boolean allowStale) {
    public static final DataLimits STRICT = new DataLimits(5, false, false);

    public DataLimits {
        if (maxAgeDays < 0) {
            throw new IllegalArgumentException("an age cannot be negative: " + maxAgeDays);
        }
    }
}
