/// The command line, `tidewaiter`: commands, progress, exit codes.
module org.tidewaiter.cli {
    requires static org.jspecify;
    requires org.tidewaiter.model;
    requires org.tidewaiter.image;
    requires org.tidewaiter.inventory;
    requires org.tidewaiter.checks;
    requires org.tidewaiter.vulnerability;
    requires org.tidewaiter.policy;
    requires org.tidewaiter.signing;
    requires org.tidewaiter.scan;
    requires org.tidewaiter.gate;
    requires info.picocli;

    opens org.tidewaiter.cli to
            info.picocli;
}
