package org.tidewaiter.scan;

import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.vulnerability.store.StoreInfo;

/// What a store says of itself, in the terms in which a gate asks for it.
public final class StoreFacts {
    private StoreFacts() {}

    public static AdvisoryData of(StoreInfo info) {
        return new AdvisoryData(
                info.sample(),
                info.advisories(),
                info.feeds().stream()
                        .map(feed ->
                                new AdvisoryData.Feed(
                                        feed.name(), feed.newest(), feed.advisories()))
                        .toList());
    }
}
