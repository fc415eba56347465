package org.tidewaiter.policy;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Location;

/// Where a waiver counts. What is not said is not asked for.
///
/// @param packages which packages
/// @param image a glob (`*` is any run of characters) over the image's name as the user gave it or
///   its digest
/// @param digest of the image's manifest or configuration, or of an index that led to it
/// @param path a glob over the path in the image; a package seen at several places is waived only
///   if each of them matches
/// @param instruction a glob over the line of the Dockerfile that brought it, as the image's
///   history has it; of several places each must match
/// @param stage for which the image is judged
public record WaiverScope(
        Optional<PurlPattern> packages,
        Optional<String> image,
        Optional<Digest> digest,
        Optional<String> path,
        Optional<String> instruction,
        Optional<String> stage) {
    /// Every finding of the id, everywhere.
    public static final WaiverScope ANY =
            new WaiverScope(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// The stage is not looked at.
    boolean includes(Finding finding, ImageSource source) {
        if (image.isPresent() && !isNamed(image.get(), source)) {
            return false;
        }
        if (digest.isPresent() && !isOf(digest.get(), source)) {
            return false;
        }
        return switch (finding) {
            case Finding.Vulnerability flaw ->
                    packages.map(one -> one.matches(flaw.in().purl())).orElse(true)
                            && areAt(flaw.in().locations(), source);
            case Finding.OfCheck one ->
                    packages.map(pattern -> isIn(pattern, one)).orElse(true)
                            && areAt(
                                    List.of(new Location(one.place().path(), one.place().layer())),
                                    source);
        };
    }

    private static boolean isNamed(String pattern, ImageSource source) {
        var glob = new Glob(pattern);
        return glob.matches(source.name())
                || source.digest().map(one -> glob.matches(one.toString())).orElse(false);
    }

    private static boolean isOf(Digest digest, ImageSource source) {
        return source.digest().filter(digest::equals).isPresent()
                || source.configDigest().filter(digest::equals).isPresent()
                || source.indexes().contains(digest);
    }

    private static boolean isIn(PurlPattern pattern, Finding.OfCheck finding) {
        return finding instanceof Finding.Licence licence && pattern.matches(licence.in().purl());
    }

    /// Of what has no place nothing is known.
    private boolean areAt(List<Location> places, ImageSource source) {
        if (path.isEmpty() && instruction.isEmpty()) {
            return true;
        }
        return !places.isEmpty()
                && places.stream()
                        .allMatch(one ->
                                path.map(it -> new Glob(it).matches(one.path())).orElse(true)
                                        && instruction
                                                .map(it -> isBroughtBy(it, one, source))
                                                .orElse(true));
    }

    private static boolean isBroughtBy(String pattern, Location place, ImageSource source) {
        return place.layer().isPresent()
                && source.layers().stream()
                        .filter(layer -> layer.index() == place.layer().getAsInt())
                        .flatMap(layer -> layer.instruction().stream())
                        .anyMatch(new Glob(pattern)::matches);
    }
}
