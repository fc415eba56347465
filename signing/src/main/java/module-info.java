/// Who made an image, and who says what of it: keys, signatures and signed statements, made, found
/// beside images, and verified. Verification gives values; a refusal is one too.
module org.tidewaiter.signing {
    requires static org.jspecify;
    requires transitive org.tidewaiter.model;
    requires transitive org.tidewaiter.image;
    requires org.bouncycastle.pg;
    requires org.bouncycastle.provider;
    requires org.snakeyaml.engine;

    exports org.tidewaiter.signing.certificate;
    exports org.tidewaiter.signing.charter;
    exports org.tidewaiter.signing.check;
    exports org.tidewaiter.signing.clearance;
    exports org.tidewaiter.signing.containerpolicy;
    exports org.tidewaiter.signing.envelope;
    exports org.tidewaiter.signing.exchange;
    exports org.tidewaiter.signing.form;
    exports org.tidewaiter.signing.key;
    exports org.tidewaiter.signing.ledger;
    exports org.tidewaiter.signing.lookaside;
    exports org.tidewaiter.signing.make;
    exports org.tidewaiter.signing.openpgp;
    exports org.tidewaiter.signing.stage;
    exports org.tidewaiter.signing.statement;
    exports org.tidewaiter.signing.syntax;
    exports org.tidewaiter.signing.trust;
    exports org.tidewaiter.signing;
}
