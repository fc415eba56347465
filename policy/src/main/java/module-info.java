/// The decision about an image: rules, waivers, gates and the verdict. Values in, values out; no
/// I/O.
module org.tidewaiter.policy {
    requires static org.jspecify;
    requires transitive org.tidewaiter.model;
    requires org.snakeyaml.engine;

    exports org.tidewaiter.policy;
    exports org.tidewaiter.policy.fact;
    exports org.tidewaiter.policy.gate;
    exports org.tidewaiter.policy.rule;
}
