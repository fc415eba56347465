package org.tidewaiter.inventory.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.inventory.account.AccountedFile;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.json.JsonWriter;

/// A CycloneDX 1.6 bill of materials, in JSON. Packages that a later layer hides or deletes are
/// left out unless they are asked for, since few readers of the format would tell them from the
/// others; then their scope is `excluded`, and a property says what became of them.
///
/// There is no timestamp, and the serial number is derived from everything else in the document.
/// What CycloneDX has no word for stands in properties named `tidewaiter:…`; gaps are among those
/// of the image. Files are components of type `file`, called by their path; who answers for one is
/// a property, since it neither needs the package nor lies in it.
///
/// @see "CycloneDX 1.6 (ECMA-424)"
public final class CycloneDxFormat implements FilesFormat {
    public CycloneDxFormat() {}

    @Override
    public String name() {
        return "cyclonedx";
    }

    @Override
    public List<String> aliases() {
        return List.of("cyclonedx-json");
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, OutputStream out) throws IOException {
        write(inventory, scope, (_, _) -> {}, out);
    }

    /// Writes the same document with more in it.
    public void write(Inventory inventory, LayerScope scope, Appendix appendix, OutputStream out)
            throws IOException {
        write(inventory.withoutClasses(), scope, Stream::empty, appendix, out);
    }

    @Override
    public void write(Inventory inventory, LayerScope scope, FileLedger files, OutputStream out)
            throws IOException {
        write(inventory, scope, files, (_, _) -> {}, out);
    }

    /// Writes the same document with more in it.
    public void write(
            Inventory inventory,
            LayerScope scope,
            FileLedger files,
            Appendix appendix,
            OutputStream out)
            throws IOException {
        write(inventory, scope, files::files, appendix, out);
    }

    @Override
    public FileHashes hashes() {
        return FileHashes.SHA_256;
    }

    private static void write(
            Inventory inventory,
            LayerScope scope,
            Supplier<Stream<AccountedFile>> files,
            Appendix appendix,
            OutputStream out)
            throws IOException {
        var document = new CycloneDxDocument(new Bill(inventory, scope), files, appendix);
        ContentId.write(document::write, out);
    }

    /// What another module knows of the packages, as further members of the document.
    @FunctionalInterface
    public interface Appendix {
        /// Called twice, since the serial number is of the whole document.
        ///
        /// @param json in the document's object
        /// @param references by which the document calls what it is about
        void write(JsonWriter json, References references);
    }

    /// What the components are referred to by.
    ///
    /// @param image what the bill is of
    public record References(String image, Map<SoftwarePackage, String> packages) {
        /// A package that is no component is called by its purl.
        public String of(SoftwarePackage one) {
            return packages.getOrDefault(one, one.purl().toString());
        }
    }
}
