package org.tidewaiter.model.json;

import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// Writes one JSON document as it is told, in UTF-8, two spaces a level, LF line ends, and one at
/// the end: the same calls give the same bytes on every machine. Letters that a terminal acts on
/// are escaped.
public final class JsonWriter implements AutoCloseable {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .characterEscapes(new HarmlessLetters())
                    .build();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private final JsonGenerator generator;

    /// @param out stays open
    public JsonWriter(OutputStream out) {
        generator = FACTORY.createGenerator(new Indented(), out);
    }

    public JsonWriter beginObject() {
        generator.writeStartObject();
        return this;
    }

    public JsonWriter beginObject(String name) {
        generator.writeName(name);
        return beginObject();
    }

    public JsonWriter endObject() {
        generator.writeEndObject();
        return this;
    }

    public JsonWriter beginArray() {
        generator.writeStartArray();
        return this;
    }

    public JsonWriter beginArray(String name) {
        generator.writeName(name);
        return beginArray();
    }

    public JsonWriter endArray() {
        generator.writeEndArray();
        return this;
    }

    public JsonWriter item(String value) {
        generator.writeString(value);
        return this;
    }

    public JsonWriter item(long value) {
        generator.writeNumber(value);
        return this;
    }

    /// A whole tree, as it was read.
    public JsonWriter value(Json json) {
        switch (json) {
            case Json.JsonObject(var members) -> {
                beginObject();
                members.forEach(this::field);
                endObject();
            }
            case Json.JsonArray(var items) -> {
                beginArray();
                items.forEach(this::value);
                endArray();
            }
            case Json.JsonString(var text) -> generator.writeString(text);
            case Json.JsonNumber(var number) -> generator.writeNumber(number);
            case Json.JsonBoolean(var truth) -> generator.writeBoolean(truth);
            case Json.JsonNull() -> generator.writeNull();
        }
        return this;
    }

    public JsonWriter field(String name, Json value) {
        generator.writeName(name);
        return value(value);
    }

    public JsonWriter field(String name, String value) {
        generator.writeStringProperty(name, value);
        return this;
    }

    public JsonWriter field(String name, long value) {
        generator.writeNumberProperty(name, value);
        return this;
    }

    public JsonWriter field(String name, double value) {
        generator.writeNumberProperty(name, value);
        return this;
    }

    public JsonWriter field(String name, boolean value) {
        generator.writeBooleanProperty(name, value);
        return this;
    }

    /// Leaves the member out where there is no value.
    public JsonWriter field(String name, Optional<?> value) {
        value.ifPresent(present -> field(name, present.toString()));
        return this;
    }

    /// Leaves the member out where the text is empty.
    public JsonWriter fieldUnlessEmpty(String name, String value) {
        return value.isEmpty() ? this : field(name, value);
    }

    public JsonWriter field(String name, Collection<String> values) {
        beginArray(name);
        values.forEach(this::item);
        return endArray();
    }

    /// Leaves the member out where there is nothing in it.
    public JsonWriter fieldUnlessEmpty(String name, List<String> values) {
        return values.isEmpty() ? this : field(name, values);
    }

    @Override
    public void close() {
        generator.writeRaw("\n");
        generator.close();
    }

    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter(
                            Separators.createDefaultInstance()
                                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                                    .withObjectEmptySeparator("")
                                    .withArrayEmptySeparator(""))
                    .withObjectIndenter(INDENT)
                    .withArrayIndenter(INDENT);
        }
    }
}
