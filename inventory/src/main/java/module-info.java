/// What is in an image: catalogers and bills of materials.
module org.tidewaiter.inventory {
    requires static org.jspecify;
    requires transitive org.tidewaiter.model;
    requires transitive org.tidewaiter.image;
    requires java.xml;
    requires org.snakeyaml.engine;

    exports org.tidewaiter.inventory;
    exports org.tidewaiter.inventory.account;
    exports org.tidewaiter.inventory.bill;
    exports org.tidewaiter.inventory.document;
    exports org.tidewaiter.inventory.listing;
}
