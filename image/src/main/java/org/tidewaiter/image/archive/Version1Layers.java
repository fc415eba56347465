package org.tidewaiter.image.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.manifest.ImageConfig;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.model.json.JsonReader;
import org.tidewaiter.model.json.MalformedJsonException;

/// What an archive of the first version has, as one going over it finds it.
///
/// @param byId those that have all that belongs to one
/// @param repositories `{"NAME":{"TAG":"ID"}}`; JSON null where it is missing
record Version1Layers(Map<String, Version1Layer> byId, Json repositories) {
    private static final Pattern MEMBER = Pattern.compile("([0-9a-f]{64})/(json|layer\\.tar)");
    private static final String REPOSITORIES = "repositories";
    private static final int MAX_DOCUMENT_BYTES = 1 << 20;
    private static final int MAX_DOCUMENTS_BYTES = 64 << 20;
    private static final int MAX_LAYERS = 1000;

    Version1Layers {
        byId = Map.copyOf(byId);
    }

    /// @param parent empty for the lowest
    /// @param diffId of the bytes, since nothing states one
    record Version1Layer(String id, String parent, Optional<String> instruction, Digest diffId) {}

    /// What we keep of a layer's `json`.
    private record Described(String parent, Optional<String> instruction) {

        /// @throws MalformedJsonException also where it calls itself otherwise than its folder
        static Described of(String id, Json json) throws MalformedJsonException {
            if (!json.text("id").equals(id)) {
                throw new MalformedJsonException("%s/json is of another layer".formatted(id));
            }
            var command =
                    json.get("container_config").get("Cmd").items().stream()
                            .map(word -> word.text().orElse(""))
                            .collect(Collectors.joining(" "));
            return new Described(json.text("parent"), ImageConfig.instruction(command));
        }
    }

    static boolean has(Stream<String> members) {
        return members.anyMatch(
                name -> name.equals(REPOSITORIES) || MEMBER.matcher(name).matches());
    }

    static Version1Layers read(TarReader tar)
            throws IOException, MalformedJsonException, MalformedManifestException {
        var described = new HashMap<String, Described>();
        var digests = new HashMap<String, Digest>();
        Json repositories = new Json.JsonNull();
        int left = MAX_DOCUMENTS_BYTES;
        for (var next = tar.next(); next.isPresent(); next = tar.next()) {
            var path = next.get().path();
            var member = MEMBER.matcher(path);
            boolean named = path.equals(REPOSITORIES);
            if (next.get().kind() != Entry.Kind.FILE || !(named || member.matches())) {
                continue;
            }
            if (!named && member.group(2).equals("layer.tar")) {
                digests.put(member.group(1), digest(tar, member.group(1)));
                continue;
            }
            var bytes = document(path, tar.content());
            left -= bytes.length;
            if (left < 0) {
                throw new MalformedJsonException(
                        "its documents have more than %d bytes".formatted(MAX_DOCUMENTS_BYTES));
            }
            if (named) {
                repositories = JsonReader.read(bytes);
            } else {
                var id = member.group(1);
                described.put(id, Described.of(id, JsonReader.read(bytes)));
            }
        }
        var byId = new HashMap<String, Version1Layer>();
        digests.forEach((id, digest) -> {
            var its = described.get(id);
            if (its != null) {
                byId.put(id, new Version1Layer(id, its.parent(), its.instruction(), digest));
            }
        });
        return new Version1Layers(byId, repositories);
    }

    /// One of the JSON documents.
    ///
    /// @param content of the member, which is untouched
    static byte[] document(String member, InputStream content)
            throws IOException, MalformedJsonException {
        var bytes = content.readNBytes(MAX_DOCUMENT_BYTES + 1);
        if (bytes.length > MAX_DOCUMENT_BYTES) {
            throw new MalformedJsonException(
                    "%s has more than %d bytes".formatted(member, MAX_DOCUMENT_BYTES));
        }
        return bytes;
    }

    /// Of the stored bytes and of the plain ones, which are the same.
    private static Digest digest(TarReader tar, String id)
            throws IOException, MalformedManifestException {
        var head = tar.content().readNBytes(Decompression.MAGIC_BYTES);
        if (Decompression.isCompressed(head)) {
            throw new MalformedManifestException("its layer %s is compressed".formatted(id));
        }
        return VerifiedBytes.sha256(
                new SequenceInputStream(new ByteArrayInputStream(head), tar.content()));
    }

    /// Those with a tag, and those on which no other stands.
    List<Choice<String>> choices() {
        var tags = new HashMap<String, List<String>>();
        repositories
                .members()
                .forEach((name, byTag) ->
                        byTag.members()
                                .forEach((tag, id) ->
                                        tags.computeIfAbsent(
                                                        id.text().orElse(""),
                                                        _ -> new ArrayList<>())
                                                .add(name + ":" + tag)));
        var parents = byId.values().stream().map(Version1Layer::parent).collect(Collectors.toSet());
        return Stream.concat(
                        tags.keySet().stream(),
                        byId.keySet().stream().filter(id -> !parents.contains(id)))
                .distinct()
                .sorted()
                .map(id -> new Choice<>(id, tags.getOrDefault(id, List.of()), id))
                .toList();
    }

    /// The layers of an image, lowest first.
    ///
    /// @param top its id, which is that of its highest layer
    /// @throws MalformedManifestException where one is missing, or they go on for ever
    List<Version1Layer> chain(String top) throws MalformedManifestException {
        var chain = new ArrayList<Version1Layer>();
        var id = top;
        do {
            var layer = byId.get(id);
            if (layer == null) {
                throw new MalformedManifestException("it has no layer '%s'".formatted(id));
            }
            if (chain.size() == MAX_LAYERS) {
                throw new MalformedManifestException(
                        "%s has more than %d layers, or they stand on each other in a circle"
                                .formatted(top, MAX_LAYERS));
            }
            chain.add(layer);
            id = layer.parent();
        } while (!id.isEmpty());
        Collections.reverse(chain);
        return chain;
    }
}
