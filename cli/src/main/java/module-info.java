/// The command line.
module org.tidewaiter.cli {
    requires static org.jspecify;
    requires transitive org.tidewaiter.model;
    requires transitive org.tidewaiter.image;
    requires transitive org.tidewaiter.inventory;
    requires transitive org.tidewaiter.vulnerability;
    requires transitive org.tidewaiter.policy;
    requires transitive org.tidewaiter.scan;
    requires info.picocli;
}
