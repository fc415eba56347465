/// Waivers, verdicts and the severity gate.
module org.tidewaiter.policy {
    requires static org.jspecify;
    requires transitive org.tidewaiter.model;
    requires org.snakeyaml.engine;
}
