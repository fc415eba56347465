package org.tidewaiter.image;

import java.io.Serial;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;

/// A layer is not kept with the image; the problem is `layer-foreign`.
public final class ForeignLayerException extends ProblemException {
    @Serial private static final long serialVersionUID = 1;

    public ForeignLayerException(Layer layer) {
        super(
                "layer-foreign",
                "the layer %s is not kept with the image (%s)"
                        .formatted(layer.digest(), layer.mediaType()),
                "ask its vendor for it; such layers are those of Windows");
    }
}
