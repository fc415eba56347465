package org.tidewaiter.model.json;

import java.util.function.Consumer;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Layer;

/// Where an image came from, as each of our documents has it in its member `source`.
public final class SourceForm {
    private SourceForm() {}

    /// Begins the member, to be ended by who may have more to say.
    ///
    /// @param more what a document says of a layer beside its place and its digests
    public static JsonWriter begin(JsonWriter json, ImageSource source, Consumer<Layer> more) {
        json.beginObject("source")
                .field("kind", source.kind())
                .field("name", source.name())
                .field("digest", source.digest())
                .field("configDigest", source.configDigest())
                .field("platform", source.platform())
                .beginArray("layers");
        for (var layer : source.layers()) {
            json.beginObject()
                    .field("index", layer.index())
                    .field("digest", layer.digest().toString())
                    .field("diffId", layer.diffId().toString());
            more.accept(layer);
            json.endObject();
        }
        return json.endArray();
    }
}
