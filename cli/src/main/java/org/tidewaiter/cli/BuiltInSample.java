package org.tidewaiter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.tidewaiter.vulnerability.build.SampleStore;
import org.tidewaiter.vulnerability.feed.FeedDocument;
import org.tidewaiter.vulnerability.sample.SampleFeed;
import org.tidewaiter.vulnerability.store.AdvisoryStore;

/// The advisories that come with the program, so that the very first scan finds something true.
final class BuiltInSample {
    private BuiltInSample() {}

    static AdvisoryStore open() throws InterruptedException {
        var documents = new ArrayList<FeedDocument>();
        for (var file : SampleFeed.FILES) {
            documents.add(document(file));
        }
        return SampleStore.of(documents);
    }

    private static FeedDocument document(String file) {
        try (var in = SampleFeed.open(file)) {
            return new FeedDocument(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is in our own jar
        }
    }
}
