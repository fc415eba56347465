/// What is wrong in files and settings: secrets, configuration, clutter.
module org.tidewaiter.checks {
    requires static org.jspecify;
    requires transitive org.tidewaiter.model;
    requires transitive org.tidewaiter.image;
    requires org.snakeyaml.engine;

    exports org.tidewaiter.checks;
    exports org.tidewaiter.checks.host;
    exports org.tidewaiter.checks.host.docker;
    exports org.tidewaiter.checks.host.kubernetes;
    exports org.tidewaiter.checks.host.live;
    exports org.tidewaiter.checks.host.record;
}
