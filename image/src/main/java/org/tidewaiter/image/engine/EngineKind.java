package org.tidewaiter.image.engine;

/// The programs that keep images on a machine and run them.
public enum EngineKind {
    DOCKER("Docker"),
    PODMAN("Podman");

    private final String word;

    EngineKind(String word) {
        this.word = word;
    }

    /// As its makers write it.
    public String word() {
        return word;
    }
}
