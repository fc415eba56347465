/// The doors: what asks whether an image goes aboard, and gets its answer from `policy`. HTTP is
/// served here only.
module org.tidewaiter.gate {
    requires static org.jspecify;
    requires transitive org.tidewaiter.model;
    requires transitive org.tidewaiter.image;
    requires transitive org.tidewaiter.policy;
    requires transitive org.tidewaiter.signing;

    exports org.tidewaiter.gate;
    exports org.tidewaiter.gate.docker;
}
