/// Opens an image from a registry, engine, OCI layout, archive or directory, and owns the one pass
/// over its bytes.
module org.tidewaiter.image {
    requires static org.jspecify;
    requires transitive org.tidewaiter.model;
    requires com.github.luben.zstd_jni;
    requires java.net.http;
    requires org.tukaani.xz;
    requires tools.jackson.dataformat.toml;

    exports org.tidewaiter.image;
    exports org.tidewaiter.image.artifact;
    exports org.tidewaiter.image.cache;
    exports org.tidewaiter.image.compression;
    exports org.tidewaiter.image.consulted;
    exports org.tidewaiter.image.dispatch;
    exports org.tidewaiter.image.content;
    exports org.tidewaiter.image.engine;
    exports org.tidewaiter.image.manifest;
    exports org.tidewaiter.image.layer;
    exports org.tidewaiter.image.merge;
    exports org.tidewaiter.image.pass;
    exports org.tidewaiter.image.reader;
    exports org.tidewaiter.image.registry;
    exports org.tidewaiter.image.tar;
}
