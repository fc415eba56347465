package org.tidewaiter.inventory.rpm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.inventory.text.Listing;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.PackageSeen;

/// What one database lists, collected header by header; what cannot be read is a gap, and the rest
/// is kept.
///
/// The keys that signed packages are listed by rpm as packages named `gpg-pubkey`. They are no
/// software and left out.
final class RpmListing {
    /// Where rpm keeps its database: by default, in newer Fedora and SUSE, and where ostree has it.
    private static final List<String> FOLDERS =
            List.of("var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/");

    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_PACKAGES = 100_000;
    private static final int MAX_FAULTS = 10_000;
    private static final String KEY = "gpg-pubkey";

    private final List<Observation> packages = new ArrayList<>();
    private final OwnedFiles files = new OwnedFiles();
    private final RpmRelations relations = new RpmRelations();
    private final Map<String, Places> faults = new TreeMap<>();
    private int faultCount;

    /// What a reader of databases claims: the file in each of the folders. What a pass sets aside
    /// for files it holds whole is by default less than the bound, and then counts.
    static Claims claims(String fileName) {
        return Claims.paths(
                        FOLDERS.stream().map(folder -> folder + fileName).toArray(String[]::new))
                .withMaxBytes(MAX_BYTES);
    }

    void add(byte[] header) {
        if (isFull()) {
            return;
        }
        var name = "(no name)";
        try {
            var read = RpmHeader.parse(header);
            name = word(read, RpmHeader.NAME).orElse(name);
            add(read);
        } catch (MalformedFileException e) {
            addFault("packages not counted", e, name);
        }
    }

    void addFault(String what, MalformedFileException why, String where) {
        addFault(what + ", " + why.getMessage(), where);
    }

    /// @param fault one of few
    /// @param where one of perhaps very many
    void addFault(String fault, String where) {
        faultCount++;
        note(fault, where);
    }

    /// What is not known of a package that is counted all the same, so that it ends nothing.
    private void note(String fault, String where) {
        faults.computeIfAbsent(fault, _ -> new Places()).add(where);
    }

    /// Whether it takes no more, since no image has so many packages or so many faults.
    boolean isFull() {
        return packages.size() >= MAX_PACKAGES || faultCount >= MAX_FAULTS;
    }

    Reading reading() {
        var gaps = new ArrayList<String>();
        faults.forEach((fault, places) -> gaps.add(fault + ": " + places));
        relations.gap().ifPresent(gaps::add);
        if (isFull()) {
            gaps.add(
                    "the rest was not read after %,d packages and %,d faults"
                            .formatted(packages.size(), faultCount));
        }
        var observations = new ArrayList<>(packages);
        observations.addAll(relations.seen());
        return new Reading(observations, gaps);
    }

    /// The first few of perhaps very many places.
    private static final class Places {
        private static final int SHOWN = 10;
        private final List<String> first = new ArrayList<>();
        private int count;

        private void add(String place) {
            boolean isKnown = !first.isEmpty() && first.getLast().equals(place);
            if (!isKnown && first.size() < SHOWN) {
                first.add(place);
            }
            count++;
        }

        @Override
        public String toString() {
            int more = count - first.size();
            return Listing.of(first) + (more > 0 ? " and %,d more".formatted(more) : "");
        }
    }

    private void add(RpmHeader header) throws MalformedFileException {
        var name = required(header, RpmHeader.NAME, "no name");
        if (name.equals(KEY)) {
            return;
        }
        var epoch = header.numbers(RpmHeader.EPOCH);
        var identity =
                new RpmIdentity(
                        name,
                        required(header, RpmHeader.VERSION, "no version")
                                + "-"
                                + required(header, RpmHeader.RELEASE, "no release"),
                        epoch.length == 0 ? "" : Integer.toUnsignedString(epoch[0]),
                        word(header, RpmHeader.ARCHITECTURE).orElse(""),
                        header.text(RpmHeader.VENDOR).orElse(""),
                        word(header, RpmHeader.SOURCE_RPM).orElse(""),
                        word(header, RpmHeader.MODULARITY_LABEL).orElse(""));
        var seen =
                new PackageSeen(
                        identity.purl(),
                        identity.sourcePackage(),
                        licences(header),
                        false,
                        "",
                        files(header, name),
                        identity.role());
        packages.add(seen);
        try {
            relations.add(header, seen);
        } catch (MalformedFileException e) {
            note("packages whose dependencies are not known, " + e.getMessage(), name);
        }
    }

    private static List<String> licences(RpmHeader header) throws MalformedFileException {
        return header
                .text(RpmHeader.LICENCE)
                .filter(words -> !words.isBlank())
                .map(SpdxLicences::recognise)
                .stream()
                .toList();
    }

    private List<String> files(RpmHeader header, String name) {
        try {
            return files.of(header);
        } catch (MalformedFileException e) {
            note("packages whose files are not known, " + e.getMessage(), name);
            return List.of();
        }
    }

    private static String required(RpmHeader header, int tag, String fault)
            throws MalformedFileException {
        return word(header, tag).orElseThrow(() -> new MalformedFileException(fault));
    }

    private static Optional<String> word(RpmHeader header, int tag) throws MalformedFileException {
        var text = header.text(tag).filter(one -> !one.isEmpty());
        if (text.isPresent() && !RpmIdentity.isWord(text.get())) {
            throw new MalformedFileException("tag %d is no single word".formatted(tag));
        }
        return text;
    }
}
