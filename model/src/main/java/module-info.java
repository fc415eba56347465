/// The nouns that cross a module border, as records and sealed interfaces, and the strict JSON form
/// in which they travel; XML of others as a stream. No I/O.
module org.tidewaiter.model {
    requires static org.jspecify;
    requires transitive java.xml;
    requires transitive tools.jackson.core;

    exports org.tidewaiter.model;
    exports org.tidewaiter.model.clearance;
    exports org.tidewaiter.model.json;
    exports org.tidewaiter.model.xml;
}
