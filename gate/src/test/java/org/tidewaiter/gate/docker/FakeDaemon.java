package org.tidewaiter.gate.docker;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.MalformedJsonException;

/// A daemon that says what it was told to, in tests.
final class FakeDaemon implements DockerDaemon {
    private final Map<String, String> images = new TreeMap<>();
    private final Map<String, String> containers = new TreeMap<>();
    private final Map<String, String> volumes = new TreeMap<>();

    private int questions;

    int questions() {
        return questions;
    }

    FakeDaemon image(String name, Digest id) {
        images.put(name, "{\"Id\":\"%s\",\"Config\":{\"User\":\"app\"}}".formatted(id));
        return this;
    }

    FakeDaemon pulled(String name, Digest id, String repository) {
        images.put(
                name,
                "{\"Id\":\"%s\",\"Config\":{},\"RepoDigests\":[\"%s@%s\"]}"
                        .formatted(id, repository, id));
        return this;
    }

    /// @param started as the daemon writes it
    /// @param hostConfig its members
    FakeDaemon container(String name, Digest image, String started, String hostConfig) {
        containers.put(
                name,
                """
                {"Name":"/%s","Image":"%s","State":{"StartedAt":"%s"},"Config":{"Image":"app:1"},\
                "HostConfig":{%s}}\
                """
                        .formatted(name, image, started, hostConfig));
        return this;
    }

    FakeDaemon connected(String name, Digest image, String network) {
        containers.put(
                name,
                """
                {"Name":"/%s","Image":"%s","Config":{"Image":"app:1"},\
                "NetworkSettings":{"Networks":{"%s":{}}}}\
                """
                        .formatted(name, image, network));
        return this;
    }

    /// Found by something else than its name.
    FakeDaemon found(String text, String id) {
        containers.put(text, "{\"Id\":\"%s\",\"Name\":\"/other\"}".formatted(id));
        return this;
    }

    FakeDaemon volume(String name, String options) {
        volumes.put(name, "{\"Options\":%s}".formatted(options));
        return this;
    }

    @Override
    public Optional<GoObject> image(String name) throws DaemonException {
        return told(images, name);
    }

    @Override
    public Optional<GoObject> container(String name) throws DaemonException {
        return told(containers, name);
    }

    @Override
    public Optional<GoObject> volume(String name) throws DaemonException {
        return told(volumes, name);
    }

    private Optional<GoObject> told(Map<String, String> all, String name) throws DaemonException {
        questions++;
        var json = all.get(name);
        try {
            return json == null
                    ? Optional.empty()
                    : Optional.of(GoObject.read(json.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJsonException e) {
            throw new DaemonException(String.valueOf(e.getMessage()));
        }
    }
}
