package org.tidewaiter.inventory.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.inventory.account.AccountedFile;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Sha1;

/// A CycloneDX 1.6 bill of materials in XML. It says what [CycloneDxFormat] says in JSON.
///
/// @see "CycloneDX 1.6 (ECMA-424), bom-1.6.xsd"
final class CycloneDxXmlFormat implements FilesFormat {
    @Override
    public String name() {
        return "cyclonedx-xml";
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, OutputStream out) throws IOException {
        write(inventory.withoutClasses(), scope, Stream::empty, out);
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, FileLedger files, OutputStream out)
            throws IOException {
        write(inventory, scope, files::files, out);
    }

    @Override
    public FileHashes hashes() {
        return FileHashes.SHA_256;
    }

    private static void write(
            Inventory inventory,
            LayerScope scope,
            Supplier<Stream<AccountedFile>> files,
            OutputStream out)
            throws IOException {
        var bill = new Bill(inventory, scope);
        ContentId.write((serial, to) -> write(bill, files.get(), serial, new XmlWriter(to)), out);
    }

    private static void write(Bill bill, Stream<AccountedFile> files, UUID serial, XmlWriter xml)
            throws IOException {
        xml.begin(
                "bom",
                "xmlns",
                "http://cyclonedx.org/schema/bom/1.6",
                "serialNumber",
                "urn:uuid:" + serial,
                "version",
                "1");
        writeMetadata(bill, xml);
        xml.begin("components");
        var system = bill.inventory().distribution();
        if (system.isPresent()) {
            writeSystem(system.get(), xml);
        }
        for (var entry : bill.entries()) {
            writePackage(bill, entry, xml);
        }
        for (var all = files.iterator(); all.hasNext(); ) {
            writeFile(bill, all.next(), xml);
        }
        xml.end();
        writeDependencies(bill, xml);
        xml.begin("compositions")
                .begin("composition")
                .leaf("aggregate", bill.isComplete() ? "complete" : "incomplete")
                .begin("assemblies")
                .leaf("assembly", "", "ref", bill.imageReference())
                .end()
                .end()
                .end();
        xml.end().finish();
    }

    private static void writeMetadata(Bill bill, XmlWriter xml) throws IOException {
        xml.begin("metadata")
                .begin("tools")
                .begin("components")
                .begin("component", "type", "application")
                .leaf("name", "tidewaiter")
                .end()
                .end()
                .end()
                .begin(
                        "component",
                        "type",
                        bill.isOfDirectory() ? "file" : "container",
                        "bom-ref",
                        bill.imageReference())
                .leaf("name", bill.inventory().source().name())
                .leafUnlessEmpty("version", bill.imageVersion().map(Digest::toString).orElse(""))
                .leafUnlessEmpty("purl", bill.imagePurl().map(Purl::toString).orElse(""))
                .end();
        writeProperties(bill.imageProperties(), xml);
        xml.end();
    }

    private static void writeSystem(Distribution system, XmlWriter xml) throws IOException {
        xml.begin("component", "type", "operating-system", "bom-ref", Bill.reference(system))
                .leaf("name", system.id())
                .leafUnlessEmpty("version", system.versionId())
                .leafUnlessEmpty("description", system.name());
        writeProperties(Bill.properties(system), xml);
        xml.end();
    }

    private static void writePackage(Bill bill, Bill.Entry entry, XmlWriter xml)
            throws IOException {
        var one = entry.found();
        var name = CycloneDxName.of(one);
        xml.begin("component", "type", "library", "bom-ref", entry.reference())
                .leafUnlessEmpty("group", name.group())
                .leaf("name", name.name())
                .leafUnlessEmpty("version", one.version())
                .leafUnlessEmpty("scope", entry.isLive() ? "" : "excluded");
        writeHashes("SHA-1", one.sha1s().stream().map(Sha1::hex).toList(), xml);
        writeLicences(one.licences(), xml);
        xml.leafUnlessEmpty("cpe", one.cpes().stream().findFirst().orElse(""));
        xml.leaf("purl", one.purl().toString());
        writeProperties(bill.propertiesOfComponent(one), xml);
        if (!one.locations().isEmpty()) {
            xml.begin("evidence").begin("occurrences");
            for (var path : Bill.paths(one)) {
                xml.begin("occurrence").leaf("location", path).end();
            }
            xml.end().end();
        }
        xml.end();
    }

    private static void writeFile(Bill bill, AccountedFile one, XmlWriter xml) throws IOException {
        xml.begin("component", "type", "file").leaf("name", one.file().path());
        writeHashes("SHA-256", one.file().digest().map(Digest::hex).stream().toList(), xml);
        writeProperties(bill.properties(one), xml);
        xml.end();
    }

    private static void writeHashes(String algorithm, List<String> hashes, XmlWriter xml)
            throws IOException {
        if (hashes.isEmpty()) {
            return;
        }
        xml.begin("hashes");
        for (var hash : hashes) {
            xml.leaf("hash", hash, "alg", algorithm);
        }
        xml.end();
    }

    private static void writeLicences(List<String> licences, XmlWriter xml) throws IOException {
        if (licences.isEmpty()) {
            return;
        }
        xml.begin("licenses");
        for (var licence : licences) {
            if (CycloneDxName.isExpression(licences)) {
                xml.leaf("expression", licence, "acknowledgement", "declared");
            } else {
                xml.begin("license", "acknowledgement", "declared")
                        .leaf(SpdxLicences.isId(licence) ? "id" : "name", licence)
                        .end();
            }
        }
        xml.end();
    }

    private static void writeDependencies(Bill bill, XmlWriter xml) throws IOException {
        xml.begin("dependencies").begin("dependency", "ref", bill.imageReference());
        var system = bill.inventory().distribution();
        if (system.isPresent()) {
            xml.leaf("dependency", "", "ref", Bill.reference(system.get()));
        }
        for (var entry : bill.liveEntries()) {
            xml.leaf("dependency", "", "ref", entry.reference());
        }
        xml.end();
        for (var need : bill.needs()) {
            xml.begin("dependency", "ref", need.of());
            for (var on : need.on()) {
                xml.leaf("dependency", "", "ref", on);
            }
            xml.end();
        }
        xml.end();
    }

    private static void writeProperties(List<Bill.Property> properties, XmlWriter xml)
            throws IOException {
        if (properties.isEmpty()) {
            return;
        }
        xml.begin("properties");
        for (var property : properties) {
            xml.leaf("property", property.value(), "name", property.name());
        }
        xml.end();
    }
}
