package org.tidewaiter.policy.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

@Means("An image.")
public record ImageFacts(
        @Means("as it was named, for example `registry.example/shop/db:7`") String name,
        @Means("`registry.example/shop/db`; empty where it comes from no registry")
                String repository,
        @Means("empty where it was named by digest") String tag,
        @Means("of the platform's manifest, `sha256:...`; empty where there is none") String digest,
        @Means("of the configuration, which an engine calls the image's id") String configDigest,
        @Means("of the index that led to it") Optional<String> indexDigest,
        @Means("for example `linux/amd64`") String platform,
        @Means("whom it starts as: a name or number, with `:group` if so set; empty is root")
                String user,
        @Means("what is started") List<String> entrypoint,
        @Means("its arguments, or what is started where there is no entry point")
                List<String> command,
        @Means("name to value") SortedMap<String, String> environment,
        @Means("name to value") SortedMap<String, String> labels,
        @Means("for example `5432/tcp`") List<String> ports,
        @Means("paths") List<String> volumes,
        @Means("whether it says how its health is told") boolean healthcheck,
        @Means("when it was made, by its own word") Optional<Instant> created,
        @Means("bytes of its layers, as they are kept") long size,
        @Means("how many layers") int layers,
        @Means("the image that it is built on, where that is known") Optional<String> base) {}
