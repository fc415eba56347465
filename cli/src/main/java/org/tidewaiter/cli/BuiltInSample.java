package org.tidewaiter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        for (var file : SampleFeed.ADVISORIES) {
            for (var record : text(file).lines().toList()) {
                documents.add(new FeedDocument(file, record.getBytes(StandardCharsets.UTF_8)));
            }
        }
        for (var file : SampleFeed.EXPLOIT_SIGNS) {
            documents.add(new FeedDocument(file, text(file).getBytes(StandardCharsets.UTF_8)));
        }
        return SampleStore.of(documents);
    }

    private static String text(String file) {
        try (var in = SampleFeed.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is in our own jar
        }
    }
}
