package org.tidewaiter.image.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    private static final int MAX_DOCUMENTS_BYTES = 64 << 20;
    private static final int MAX_LAYERS = 1000;

    Version1Layers {
        byId = Map.copyOf(byId);
    }

    /// @param parent empty for the lowest
    /// @param diffId of the bytes, since nothing states one
    record Version1Layer(String id, String parent, Optional<String> instruction, Digest diffId) {

        /// @throws MalformedJsonException also where it calls itself otherwise than its folder
        static Version1Layer of(String id, Json json, Digest diffId) throws MalformedJsonException {
            if (!json.text("id").equals(id)) {
                throw new MalformedJsonException("%s/json is of another layer".formatted(id));
            }
            var command =
                    json.get("container_config").get("Cmd").items().stream()
                            .map(word -> word.text().orElse(""))
                            .collect(Collectors.joining(" "));
            return new Version1Layer(
                    id, json.text("parent"), ImageConfig.instruction(command), diffId);
        }
    }

    static boolean has(Stream<String> members) {
        return members.anyMatch(
                name -> name.equals(REPOSITORIES) || MEMBER.matcher(name).matches());
    }

    static Version1Layers read(TarReader tar)
            throws IOException, MalformedJsonException, MalformedManifestException {
        var documents = new HashMap<String, Json>();
        var digests = new HashMap<String, Digest>();
        Json repositories = new Json.JsonNull();
        int left = MAX_DOCUMENTS_BYTES;
        for (var next = tar.next(); next.isPresent(); next = tar.next()) {
            var member = MEMBER.matcher(next.get().path());
            if (next.get().kind() != Entry.Kind.FILE) {
                continue;
            }
            if (next.get().path().equals(REPOSITORIES)) {
                var bytes = document(tar, left);
                left -= bytes.length;
                repositories = JsonReader.read(bytes);
            } else if (member.matches() && member.group(2).equals("json")) {
                var bytes = document(tar, left);
                left -= bytes.length;
                documents.put(member.group(1), JsonReader.read(bytes));
            } else if (member.matches()) {
                digests.put(member.group(1), digest(tar, member.group(1)));
            }
        }
        var byId = new HashMap<String, Version1Layer>();
        for (var digest : digests.entrySet()) {
            var id = digest.getKey();
            var json = documents.get(id);
            if (json != null) {
                byId.put(id, Version1Layer.of(id, json, digest.getValue()));
            }
        }
        return new Version1Layers(byId, repositories);
    }

    private static byte[] document(TarReader tar, int maxBytes)
            throws IOException, MalformedJsonException {
        var bytes = tar.content().readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new MalformedJsonException(
                    "its documents have more than %d bytes".formatted(MAX_DOCUMENTS_BYTES));
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
