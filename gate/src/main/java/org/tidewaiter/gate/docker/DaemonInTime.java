package org.tidewaiter.gate.docker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A daemon that is asked for one decision: about each volume once, and only for a time.
final class DaemonInTime implements DockerDaemon {
    private final DockerDaemon daemon;
    private final long patience;
    private final long begin = System.nanoTime();
    private final Map<String, Optional<GoObject>> volumes = new HashMap<>();

    DaemonInTime(DockerDaemon daemon, Duration patience) {
        this.daemon = daemon;
        this.patience = patience.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - begin >= patience;
    }

    @Override
    public Optional<GoObject> image(String name) throws DaemonException {
        requireTime();
        return daemon.image(name);
    }

    @Override
    public Optional<GoObject> container(String name) throws DaemonException {
        requireTime();
        return daemon.container(name);
    }

    @Override
    public Optional<GoObject> volume(String name) throws DaemonException {
        var known = volumes.get(name);
        if (known != null) {
            return known;
        }
        requireTime();
        var told = daemon.volume(name);
        volumes.put(name, told);
        return told;
    }

    private void requireTime() throws DaemonException {
        if (isOver()) {
            throw new DaemonException("the time for a decision is over");
        }
    }
}
