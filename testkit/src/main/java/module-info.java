/// Tests only: builders of images, packages and advisories; golden files and properties.
module org.tidewaiter.testkit {
    requires static org.jspecify;
    requires transitive org.tidewaiter.model;
    requires com.github.luben.zstd_jni;
    requires jdk.httpserver;
    requires org.assertj.core;
    requires tools.jackson.core;

    exports org.tidewaiter.testkit;
    exports org.tidewaiter.testkit.image;
    exports org.tidewaiter.testkit.packages;
    exports org.tidewaiter.testkit.signing;
}
