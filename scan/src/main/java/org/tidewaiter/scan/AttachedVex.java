package org.tidewaiter.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.Referrers;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.VexStatement;
import org.tidewaiter.vulnerability.vex.MalformedVexException;
import org.tidewaiter.vulnerability.vex.VexAttachment;
import org.tidewaiter.vulnerability.vex.VexReading;

/// The VEX that is attached to an image. Whoever pushed the image chose it, so it is looked at only
/// where that is asked for, and believed only where that is said.
///
/// @param documents how many there are
/// @param remarks what could not be had or used; whoever asked for it must see them
record AttachedVex(int documents, List<VexStatement> statements, List<String> remarks) {
    private static final int MAX_DOCUMENTS = 50;
    private static final int MAX_BYTES = 8 << 20;
    private static final int MAX_PRODUCTS = 10_000;

    /// What statements are kept as. Signatures, bills and whatever else is beside an image are not
    /// fetched.
    private static final Set<String> TYPES =
            Set.of(
                    "application/json",
                    "application/vnd.openvex+json",
                    "application/openvex+json",
                    "application/csaf+json",
                    "application/vnd.csaf+json",
                    "application/vnd.cyclonedx+json",
                    "application/vnd.in-toto+json",
                    "application/vnd.dsse.envelope.v1+json",
                    "application/vnd.dev.sigstore.bundle+json");

    AttachedVex {
        statements = List.copyOf(statements);
        remarks = List.copyOf(remarks);
    }

    /// What is verified counts, and is not sought again.
    ///
    /// @param verified the blobs of it
    static AttachedVex of(ImageSource source, OpenOptions options, Set<Digest> verified) {
        try {
            var referrers = Referrers.of(source, options);
            if (referrers.isEmpty()) {
                return failed(
                        "the image comes from a %s, where nothing is attached to it"
                                .formatted(source.kind()));
            }
            try (var open = referrers.get()) {
                return read(open, source, verified);
            }
        } catch (ProblemException e) {
            return failed(e.problem().what());
        }
    }

    private static AttachedVex failed(String why) {
        return new AttachedVex(
                0, List.of(), List.of("attached VEX could not be looked for: " + why));
    }

    static AttachedVex ofSigned(List<SignedVex.Document> documents, ImageSource source) {
        var readings = new ArrayList<VexReading>();
        var remarks = new ArrayList<String>();
        for (var one : documents) {
            var name = "attached %s, signed by %s".formatted(one.blob(), one.signer());
            try {
                VexAttachment.read(name, digests(source), one.statement()).ifPresent(readings::add);
            } catch (MalformedVexException e) {
                remarks.add("%s is not used: %s".formatted(name, e.getMessage()));
            }
        }
        return bounded(readings, remarks);
    }

    private static List<Digest> digests(ImageSource source) {
        var image = new ArrayList<Digest>(source.indexes());
        source.digest().ifPresent(image::add);
        return image;
    }

    private static AttachedVex read(Referrers referrers, ImageSource source, Set<Digest> verified)
            throws ProblemException {
        var image = digests(source);
        var readings = new ArrayList<VexReading>();
        var remarks = new ArrayList<String>();
        for (var blob : candidates(referrers.blobs())) {
            if (verified.contains(blob.digest())) {
                continue;
            }
            var name = "attached " + blob.digest();
            try {
                var bytes = referrers.read(blob, MAX_BYTES);
                VexAttachment.read(name, image, bytes).ifPresent(readings::add);
            } catch (MalformedVexException e) {
                remarks.add("%s is not used: %s".formatted(name, e.getMessage()));
            }
        }
        return bounded(readings, remarks);
    }

    private static AttachedVex bounded(List<VexReading> readings, List<String> remarks) {
        readings.forEach(one -> remarks.addAll(one.remarks()));
        var statements = readings.stream().flatMap(one -> one.statements().stream()).toList();
        if (products(statements) > MAX_PRODUCTS) {
            remarks.add(
                    "attached VEX is not used: it speaks of more than %,d products"
                            .formatted(MAX_PRODUCTS));
            statements = List.of();
        }
        return new AttachedVex(readings.size(), statements, remarks);
    }

    /// How many each finding could have to be compared with. A part of them would not do: what is
    /// left out could say the opposite.
    private static int products(List<VexStatement> statements) {
        return statements.stream()
                .flatMap(one -> one.products().stream())
                .mapToInt(product -> 1 + product.within().size())
                .sum();
    }

    private static List<Descriptor> candidates(List<Descriptor> blobs) throws ProblemException {
        var candidates = blobs.stream().filter(AttachedVex::canBeVex).toList();
        if (candidates.size() > MAX_DOCUMENTS) {
            throw new ProblemException(
                    "too-many-attachments",
                    "more than %d statements are attached to the image".formatted(MAX_DOCUMENTS),
                    "ask who pushes to its repository");
        }
        return candidates;
    }

    /// A bundle's type names its version between its name and `+json`.
    private static boolean canBeVex(Descriptor blob) {
        var type = blob.mediaType().replaceFirst(";.*", "").strip();
        return TYPES.contains(type.replaceFirst("\\.v[0-9.]+\\+json$", "+json"))
                || TYPES.contains(type);
    }
}
