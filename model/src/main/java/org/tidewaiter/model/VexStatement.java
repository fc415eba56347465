package org.tidewaiter.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What somebody says of one flaw in some products: that it harms, or that it does not, and why.
///
/// @param ids of the flaw: its name and its aliases
/// @param products what it is said of, any of them
/// @param justification a label of the format, for example `vulnerable_code_not_present`; empty
///   where there is none
/// @param impact why the flaw does no harm, in free text; empty where that is not said
/// @param action what to do about it, in free text; empty where that is not said
/// @param timestamp when it was said, or else the document; nothing where neither has a date
public record VexStatement(
        Document document,
        List<String> ids,
        List<Product> products,
        VexStatus status,
        String justification,
        String impact,
        String action,
        Optional<Instant> timestamp) {
    public VexStatement {
        ids = List.copyOf(ids);
        products = List.copyOf(products);
    }

    /// Where a statement stands.
    ///
    /// @param name the file as whoever scans named it, or the digest of what is attached
    /// @param id that the document has by its own account; empty where it has none
    /// @param author empty where it names none
    /// @param attached it came with the image, so whoever pushed the image chose it
    public record Document(String name, String id, String author, boolean attached) {}

    /// A package, or an image.
    ///
    /// @param within all that the package must be in for the statement to be about it: an image, a
    ///   distribution, or a package; empty where it is meant wherever it is
    public record Product(Identity subject, List<Identity> within) {
        public Product {
            within = List.copyOf(within);
        }
    }

    /// What names one thing, by any of several systems. One that fits is enough.
    ///
    /// @param id as the document has it; any text
    /// @param digests of its content, for example an image's manifest
    public record Identity(String id, List<Purl> purls, List<String> cpes, List<Digest> digests) {
        public Identity {
            purls = List.copyOf(purls);
            cpes = List.copyOf(cpes);
            digests = List.copyOf(digests);
        }
    }
}
