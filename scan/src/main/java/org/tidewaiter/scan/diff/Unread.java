package org.tidewaiter.scan.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.SoftwarePackage;

/// What one inventory may have and not list, since there is a gap where another has it.
///
/// A package is looked for where the other has it, so a gap hides it if it covers one of its
/// places: the same file, the archive that it is in, a folder above; a whole layer, unless the file
/// was read in a layer above; everything, where the gap names no place or the package has none. A
/// distribution's package is hidden by whatever the same reader could not read too, since databases
/// move. A gap that the other has of the very same bytes hides nothing but what the other has in a
/// layer above, for what is in them is in both.
public final class Unread {
    /// As bills write a gap of a whole layer.
    private static final Pattern OF_LAYER = Pattern.compile("layer (\\d{1,6}): .*", Pattern.DOTALL);

    /// How a gap begins that is of a bill and not of a place.
    private static final String OF_BILL = "sbom: ";

    /// How one ends that does not name all components that it is of.
    private static final String AND_MORE = " more";

    private static final int MAX_OF_BILL = 10;

    /// Of the name of a component, since long ones are cut.
    private static final int MAX_NAME = 40;

    /// How a gap ends whose path is a pattern.
    private static final String SKIPPED = " files were not read, as asked";

    /// Readers of which one takes over where an image goes to another form of database.
    private static final List<String> OF_RPM = List.of("rpm-berkeley", "rpm-ndb", "rpm-sqlite");

    /// Of a gap that a bill tells in one line, how far the reader is looked for.
    private static final int MAX_PARTS = 4;

    private final Inventory in;

    /// The gaps that name a path, by path, colon and reason.
    private final NavigableMap<String, Gap> placed = new TreeMap<>();

    /// The layers of the other that are here too: by their index there, the highest one here.
    private final Map<Integer, Integer> shared = new HashMap<>();

    /// The highest layer in which something in a file was seen.
    private final Map<String, Integer> read = new HashMap<>();

    /// The first gap of each reader.
    private final Map<String, Gap> ofReader = new HashMap<>();

    /// The highest of the layers that were not read.
    private OptionalInt layer = OptionalInt.empty();

    private final List<Gap> ofBill = new ArrayList<>();
    private Optional<Gap> ofLayer = Optional.empty();
    private Optional<Gap> anywhere = Optional.empty();

    /// The first but for those of bills.
    private Optional<Gap> any = Optional.empty();

    /// What the gaps hide that the other has of the very same bytes.
    private Optional<Unread> ofBoth = Optional.empty();

    /// The lowest layer of the other that has one of these.
    private int lowestOfBoth = Integer.MAX_VALUE;

    private Unread(Inventory in) {
        this.in = in;
    }

    /// @param other what is asked about later is of it
    public static Unread in(Inventory inventory, Inventory other) {
        var unread = new Unread(inventory);
        if (inventory.gaps().isEmpty()) {
            return unread;
        }
        var known = new HashMap<OfBytes, Integer>();
        for (var gap : other.gaps()) {
            OfBytes.of(gap, other).ifPresent(one -> known.merge(one, layerOf(gap), Math::min));
        }
        var both = new Unread(inventory);
        unread.noteLayers(other);
        both.noteLayers(other);
        for (var gap : inventory.gaps()) {
            var layer = OfBytes.of(gap, inventory).map(known::get);
            if (layer.isEmpty()) {
                unread.add(gap);
            } else {
                both.add(gap);
                unread.ofBoth = Optional.of(both);
                unread.lowestOfBoth = Math.min(unread.lowestOfBoth, layer.get());
            }
        }
        return unread;
    }

    private static int layerOf(Gap gap) {
        return gap.layer().orElse(Integer.MAX_VALUE);
    }

    /// The gap that may be why a package of the other is not here.
    public Optional<Gap> hiding(SoftwarePackage one) {
        return hidingByOwn(one)
                .or(() ->
                        ofBoth.filter(_ -> isAboveThoseOfBoth(one))
                                .flatMap(both -> both.hidingByOwn(one)));
    }

    /// What the other has above bytes that neither could be read may have replaced them there, and
    /// not here.
    private boolean isAboveThoseOfBoth(SoftwarePackage one) {
        return one.locations().stream().anyMatch(place -> place.layer().orElse(-1) > lowestOfBoth);
    }

    private Optional<Gap> hidingByOwn(SoftwarePackage one) {
        return (one.locations().isEmpty() ? any : ofPlaces(one))
                .or(() -> ofDatabase(one))
                .or(() -> ofLayer.filter(_ -> one.locations().stream().anyMatch(this::isInLayer)))
                .or(() -> anywhere)
                .or(() -> ofBill.stream().filter(gap -> mayName(gap, one)).findFirst());
    }

    private Optional<Gap> ofPlaces(SoftwarePackage one) {
        return one.locations().stream()
                .flatMap(place -> at(place.path(), readFrom(place)).stream())
                .findFirst();
    }

    /// Whether a component that a bill does not identify may be a package. It names the first few.
    private static boolean mayName(Gap gap, SoftwarePackage one) {
        var name = plain(one.purl().name());
        return gap.reason().endsWith(AND_MORE)
                || plain(gap.reason())
                        .contains(name.substring(0, Math.min(name.length(), MAX_NAME)));
    }

    /// As all ecosystems agree on.
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    /// The gap for which nobody can judge a package that is here.
    Optional<Gap> leavingUnjudged(SoftwarePackage own) {
        return in.distribution().isPresent() || !own.purl().isKeptInDatabase()
                ? Optional.empty()
                : own.locations().stream()
                        .flatMap(place -> of(place.path(), -1).stream())
                        .findFirst();
    }

    private void noteLayers(Inventory other) {
        var indexes = new HashMap<Digest, Integer>();
        in.source().layers().forEach(one -> indexes.put(one.diffId(), one.index()));
        for (var one : other.source().layers()) {
            var here = indexes.get(one.diffId());
            if (here != null) {
                shared.put(one.index(), here);
            }
        }
        for (var one : in.packages()) {
            for (var place : one.locations()) {
                place.layer().ifPresent(index -> read.merge(file(place.path()), index, Math::max));
            }
        }
    }

    private void add(Gap gap) {
        if (gap.path().isEmpty()
                && gap.reason().startsWith(OF_BILL)
                && ofBill.size() < MAX_OF_BILL) {
            ofBill.add(gap);
            return;
        }
        any = any.or(() -> Optional.of(gap));
        if (!gap.path().isEmpty()) {
            addPlaced(gap.path(), gap.reason(), gap);
            return;
        }
        var stated = OF_LAYER.matcher(gap.reason());
        var of =
                gap.layer().isEmpty() && stated.matches()
                        ? OptionalInt.of(Integer.parseInt(stated.group(1)))
                        : gap.layer();
        int colon = gap.reason().indexOf(": ");
        if (of.isPresent()) {
            if (layer.isEmpty() || layer.getAsInt() < of.getAsInt()) {
                layer = of;
                ofLayer = Optional.of(gap);
            }
        } else if (colon < 0 || gap.reason().startsWith(OF_BILL)) {
            anywhere = anywhere.or(() -> Optional.of(gap));
        } else {
            addPlaced(gap.reason().substring(0, colon), gap.reason().substring(colon + 2), gap);
        }
    }

    /// @param path up to the first colon, where a bill says it
    private void addPlaced(String path, String reason, Gap gap) {
        int star = reason.endsWith(SKIPPED) ? path.indexOf('*') : -1;
        int folder = star < 0 ? path.length() : path.lastIndexOf('/', star);
        if (star >= 0 && folder <= 0) {
            anywhere = anywhere.or(() -> Optional.of(gap));
        } else {
            placed.merge(path.substring(0, folder) + ": " + reason, gap, Unread::highest);
            if (gap.layer().orElse(Integer.MAX_VALUE) >= read.getOrDefault(path, -1)) {
                Stream.of(reason.split(": ", MAX_PARTS + 1))
                        .limit(gap.path().isEmpty() ? MAX_PARTS : 1)
                        .forEach(reader -> ofReader.putIfAbsent(reader, gap));
            }
        }
    }

    /// Of two gaps of one reason at one path, the one that hides more.
    private static Gap highest(Gap one, Gap other) {
        int layerOfOne = one.layer().orElse(Integer.MAX_VALUE);
        return other.layer().orElse(Integer.MAX_VALUE) > layerOfOne ? other : one;
    }

    /// A gap of a file, of what it is in, or of a folder above; the nearest first.
    private Optional<Gap> at(String path, int readFrom) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            var above = path.substring(0, end);
            var found =
                    of(above, readFrom)
                            .or(() ->
                                    above.endsWith("!")
                                            ? of(above.substring(0, above.length() - 1), readFrom)
                                            : Optional.empty());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// @param readFrom the layer in which the path was read; a gap in a layer below is of a file
    ///   that was replaced
    private Optional<Gap> of(String path, int readFrom) {
        var lead = path + ": ";
        for (var line : placed.tailMap(lead).entrySet()) {
            if (!line.getKey().startsWith(lead)) {
                break;
            }
            if (line.getValue().layer().orElse(Integer.MAX_VALUE) >= readFrom) {
                return Optional.of(line.getValue());
            }
        }
        return Optional.empty();
    }

    private Optional<Gap> ofDatabase(SoftwarePackage one) {
        if (!one.purl().isKeptInDatabase()) {
            return Optional.empty();
        }
        var readers = OF_RPM.contains(one.foundBy()) ? OF_RPM : List.of(one.foundBy());
        return readers.stream().flatMap(it -> Stream.ofNullable(ofReader.get(it))).findFirst();
    }

    /// Whether the layer that was not read may have a place.
    private boolean isInLayer(Location place) {
        int unread = layer.orElseThrow();
        return readFrom(place) < unread || (sharedWith(place) == unread && seenIn(place) < unread);
    }

    /// The highest layer of which is known what it has at a place; -1 where none is.
    private int readFrom(Location place) {
        return Math.max(sharedWith(place), seenIn(place));
    }

    private int sharedWith(Location place) {
        return place.layer().isEmpty() ? -1 : shared.getOrDefault(place.layer().getAsInt(), -1);
    }

    private int seenIn(Location place) {
        return read.getOrDefault(file(place.path()), -1);
    }

    /// The file itself, of a path that leads into it.
    public static String file(String path) {
        int into = path.indexOf("!/");
        return into < 0 ? path : path.substring(0, into);
    }

    /// A gap of bytes that are known by their digest, or of components that it names.
    private record OfBytes(Optional<Digest> diffId, String path, String reason) {
        static Optional<OfBytes> of(Gap gap, Inventory in) {
            var layers = in.source().layers();
            if (gap.layer().isPresent()) {
                return Stream.of(gap.layer().getAsInt())
                        .filter(index -> index < layers.size())
                        .map(index ->
                                new OfBytes(
                                        Optional.of(layers.get(index).diffId()),
                                        gap.path(),
                                        gap.reason()))
                        .findFirst();
            }
            return gap.path().isEmpty() && namesAll(gap.reason())
                    ? Optional.of(new OfBytes(Optional.empty(), "", gap.reason()))
                    : Optional.empty();
        }

        private static boolean namesAll(String reason) {
            return reason.startsWith(OF_BILL)
                    ? !reason.endsWith(AND_MORE)
                    : OF_LAYER.matcher(reason).matches() && reason.contains(": sha256:");
        }
    }
}
