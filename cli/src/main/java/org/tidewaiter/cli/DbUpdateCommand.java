package org.tidewaiter.cli;

import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.registry.Credentials.Password;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.vulnerability.build.Feeds;
import org.tidewaiter.vulnerability.build.StoreBuilder;
import org.tidewaiter.vulnerability.update.FeedProxies;
import org.tidewaiter.vulnerability.update.FeedUpdate;
import org.tidewaiter.vulnerability.update.FetchOutcome;
import org.tidewaiter.vulnerability.update.UpstreamFeeds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter db update`: upstream's feeds become the store.
@Command(
        name = "update",
        description = "Fetch what is new upstream, and build the advisory store from it.",
        footer = {
            "  tidewaiter db update",
            "  tidewaiter db update --mirror https://mirror.example/feeds/",
            "",
            "Fetches only what changed, and goes on where a download broke off. A feed that cannot be",
            "fetched is used as it was before.",
        })
final class DbUpdateCommand implements Callable<Integer> {
    @ParentCommand private DbCommand db;
    @Mixin private CommonFlags common;
    @Mixin private StoreFlags storeFlags;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Fetch from a mirror that keeps each upstream below its host's name.")
    private @Nullable URI mirror;

    @Override
    public Integer call() throws Exception {
        var streams = db.program.streams();
        var places = common.places(db.program);
        var store = storeFlags.target(places);
        var environment = EnvironmentProxies.of(db.program.environment());
        var proxies =
                new FeedProxies(environment, uri -> environment.login(uri).map(Password::basic));
        var base = mirror == null ? null : base(mirror);
        var feeds =
                UpstreamFeeds.builtIn(Today.utc()).stream()
                        .map(feed -> base == null ? feed : feed.at(base))
                        .toList();
        try (var progress = new CountProgress(db.program, common, "documents read")) {
            var builder = new StoreBuilder(Feeds.BUILT_IN, Today.utc(), progress::show);
            var report =
                    new FeedUpdate(feeds, builder, proxies)
                            .update(places.feeds(), store, outcome -> tell(outcome, streams));
            progress.clear();
            StoreInfoPage.print(report.store(), store.toString(), streams.out());
        }
        return ExitCodes.PASSED;
    }

    private static URI base(URI mirror) throws ProblemException {
        if (!mirror.isAbsolute() || mirror.getHost() == null) {
            throw new ProblemException(
                    "usage",
                    "'" + mirror + "' is no address of a mirror",
                    "write it like https://mirror.example/feeds/");
        }
        return URI.create(mirror.toString().replaceFirst("/*$", "/"));
    }

    private void tell(FetchOutcome outcome, Streams streams) {
        if (common.quiet) {
            return;
        }
        streams.err()
                .println(
                        switch (outcome) {
                            case FetchOutcome.Fetched(var feed, var bytes) ->
                                    "%-20s fetched, %,d kB".formatted(feed, bytes >> 10);
                            case FetchOutcome.Unchanged(var feed) ->
                                    "%-20s unchanged".formatted(feed);
                            case FetchOutcome.Failed(var feed, var reason, var before) ->
                                    "%-20s failed: %s; %s"
                                            .formatted(
                                                    feed,
                                                    reason,
                                                    before ? "used as it was" : "left out");
                        });
    }
}
