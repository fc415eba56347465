/// The road of one image, and its reports.
module org.tidewaiter.scan {
    requires static org.jspecify;
    requires transitive org.tidewaiter.model;
    requires transitive org.tidewaiter.image;
    requires transitive org.tidewaiter.inventory;
    requires transitive org.tidewaiter.checks;
    requires transitive org.tidewaiter.vulnerability;
    requires transitive org.tidewaiter.policy;
    requires transitive org.tidewaiter.signing;
    requires com.samskivert.jmustache;

    exports org.tidewaiter.scan;
    exports org.tidewaiter.scan.base;
    exports org.tidewaiter.scan.bench;
    exports org.tidewaiter.scan.clear;
    exports org.tidewaiter.scan.diff;
    exports org.tidewaiter.scan.fact;
    exports org.tidewaiter.scan.fix;
    exports org.tidewaiter.scan.gate;
    exports org.tidewaiter.scan.replay;
    exports org.tidewaiter.scan.report;
    exports org.tidewaiter.scan.rescan;
    exports org.tidewaiter.scan.sarif;
    exports org.tidewaiter.scan.template;
}
