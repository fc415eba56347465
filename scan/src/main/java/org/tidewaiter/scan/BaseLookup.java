package org.tidewaiter.scan;

import java.util.Optional;
import org.tidewaiter.image.Images;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.base.BaseImage;
import org.tidewaiter.scan.base.BaseImage.Origin;
import org.tidewaiter.scan.base.BaseIndex;

/// Finds the image that another is built on.
public final class BaseLookup {
    private BaseLookup() {}

    /// The description of an image, of which no layer is read.
    ///
    /// @param name as the user typed it
    /// @throws ProblemException with the codes of [Images#open]
    public static ImageSource describe(String name, OpenOptions open) throws ProblemException {
        try (var image = Images.open(name, open)) {
            return image.source();
        }
    }

    /// The one that somebody gave.
    ///
    /// @throws ProblemException `not-the-base` if one of its layers is not where it would be
    public static BaseImage given(ImageSource base, ImageSource image) throws ProblemException {
        if (!BaseImage.isBase(base.layers(), image.layers())) {
            throw new ProblemException(
                    "not-the-base",
                    "'%s' is not what '%s' is built on: %s"
                            .formatted(base.name(), image.name(), difference(base, image)),
                    "give the base by the digest it had when the image was built; a tag may have"
                            + " moved since");
        }
        return new BaseImage(base.name(), base.layers().size(), Origin.GIVEN);
    }

    private static String difference(ImageSource base, ImageSource image) {
        if (base.layers().isEmpty()) {
            return "it has no layers";
        }
        if (base.layers().size() > image.layers().size()) {
            return "it has %d layers, and the image only %d"
                    .formatted(base.layers().size(), image.layers().size());
        }
        int same = 0;
        while (base.layers().get(same).diffId().equals(image.layers().get(same).diffId())) {
            same++;
        }
        return "its layer %d, %s, is not the image's"
                .formatted(same, base.layers().get(same).diffId());
    }

    /// The one with most layers of those that are known.
    public static Optional<BaseImage> known(BaseIndex index, ImageSource image) {
        return index.longest(image.layers())
                .map(one -> new BaseImage(one.name(), one.layers(), Origin.KNOWN));
    }
}
