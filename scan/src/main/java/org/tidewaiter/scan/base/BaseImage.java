package org.tidewaiter.scan.base;

import java.util.List;
import java.util.Locale;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.Location;

/// The image whose layers are the lowest of another, each of them.
///
/// @param name by which it was given or is known
/// @param layers how many it has, at least one
public record BaseImage(String name, int layers, Origin origin) {
    public BaseImage {
        if (layers < 1) {
            throw new IllegalArgumentException("a base of no layers");
        }
    }

    /// Who says which image it is.
    public enum Origin {
        /// Whoever scans.
        GIVEN,
        /// The index of base images.
        KNOWN;

        /// As documents write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whose a package is.
    public enum Part {
        BASE,
        OWN;

        /// As documents write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A package is the base's if every layer it is seen in is: one that is seen in a layer of the
    /// image's own cannot be mended by another base alone.
    ///
    /// @param of where the package is
    public Part part(List<Location> of) {
        return !of.isEmpty() && of.stream().allMatch(one -> one.layer().orElse(layers) < layers)
                ? Part.BASE
                : Part.OWN;
    }

    /// Whether the layers of one image are the lowest of another.
    ///
    /// @param of of the one that may be the base
    public static boolean isBase(List<Layer> of, List<Layer> image) {
        if (of.isEmpty() || of.size() > image.size()) {
            return false;
        }
        for (int i = 0; i < of.size(); i++) {
            if (!of.get(i).diffId().equals(image.get(i).diffId())) {
                return false;
            }
        }
        return true;
    }
}
