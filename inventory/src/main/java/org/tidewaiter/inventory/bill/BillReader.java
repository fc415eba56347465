package org.tidewaiter.inventory.bill;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.Inventory;

/// Reads a bill of materials into an inventory: CycloneDX 1.x in JSON or XML, SPDX 2.x in JSON or
/// tag-value, SPDX 3 in JSON-LD, the archive of SPDX 2 documents that Yocto writes, and the JSON
/// forms also as the predicate of an in-toto statement, in a DSSE envelope or without, or as
/// BuildKit's tools show that. A signature is not checked here.
///
/// Packages without a package URL cannot be told apart across ecosystems: they are a gap that
/// counts them. Everything that the document lists is taken as installed, unless it was we who
/// wrote that a lock file merely asks for it.
///
/// @see "CycloneDX 1.6 (ECMA-424); SPDX specification 2.3 and 3.0; in-toto Statement v1; DSSE 1.0"
public final class BillReader {
    /// What is larger is for the caller to refuse.
    public static final long MAX_BYTES = 100 << 20;

    private static final int SNIFFED_BYTES = 4096;

    private BillReader() {}

    /// Whether the first bytes are those of one of the forms. JSON and XML may still be anything
    /// else. Archives are left out, since most of them are images.
    public static boolean accepts(byte[] firstBytes) {
        return BillForm.of(firstBytes).filter(form -> form != BillForm.ARCHIVE).isPresent();
    }

    /// @param utf8 not longer than [#MAX_BYTES]; stays open
    /// @param name of the file, for a document that does not name what it is about
    /// @return its source is what the document says of its subject; the kind is `sbom` where it
    ///   does not say
    /// @throws MalformedFileException if it is no bill of materials of a form that is read
    public static Inventory read(InputStream utf8, String name)
            throws MalformedFileException, IOException {
        var in = new BufferedInputStream(utf8, SNIFFED_BYTES);
        in.mark(SNIFFED_BYTES);
        var first = in.readNBytes(SNIFFED_BYTES);
        in.reset();
        var form =
                BillForm.of(first)
                        .orElseThrow(() ->
                                new MalformedFileException(
                                        "neither JSON nor XML nor SPDX tags and values, nor an"
                                                + " archive"));
        return switch (form) {
            case JSON -> JsonBill.read(in).inventory(name);
            case XML -> XmlBill.read(in).inventory(name);
            case TAG_VALUE -> TagValueBill.read(in).inventory(name);
            case ARCHIVE -> YoctoArchive.read(in).inventory(name);
        };
    }
}
