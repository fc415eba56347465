package org.tidewaiter.image.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import org.tidewaiter.image.manifest.ImageConfig;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.image.manifest.ResolvedImage;
import org.tidewaiter.image.manifest.VerifiedBytes;
import org.tidewaiter.image.tar.MalformedTarException;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.MalformedJsonException;

/// An archive as `docker save` wrote it before Docker 1.10: a folder for each layer, of which
/// `repositories` has the highest of each image. What that layer's `json` says of how to run the
/// image is its configuration, so that its digest is not the one that a newer Docker would give to
/// the image; nothing states the digests of the layers, which are those that they turn out to have.
///
/// @param name as the user gave it, for problems
/// @see "Docker Image Specification v1.0, Combined Image JSON + Filesystem Changeset Format"
public record Version1Archive(TarFile files, String name) {
    public static boolean isOne(TarFile files) {
        return Version1Layers.has(files.names().stream());
    }

    /// @param selector a tag, a full reference, or the id of a layer on which no other stands;
    ///   without one there must be one image only
    public ArchivedImage image(Optional<String> selector) throws ProblemException, IOException {
        try (var tar = new TarReader(files.openWhole())) {
            var all = Version1Layers.read(tar);
            return open(Choice.only(all.choices(), selector, name), all);
        } catch (MalformedTarException | MalformedManifestException | MalformedJsonException e) {
            throw DockerArchive.broken(name, String.valueOf(e.getMessage()));
        }
    }

    private ArchivedImage open(String id, Version1Layers all)
            throws IOException, MalformedManifestException, MalformedJsonException {
        var layers = new ArrayList<Layer>();
        var members = new HashMap<Digest, String>();
        for (var one : all.chain(id)) {
            var member = one.id() + "/layer.tar";
            members.put(one.diffId(), member);
            layers.add(
                    new Layer(
                            layers.size(),
                            one.diffId(),
                            one.diffId(),
                            DockerArchive.LAYER_TYPE,
                            sizeBytes(member),
                            one.instruction()));
        }
        var config = config(id);
        return new ArchivedImage(
                new ResolvedImage(
                        Optional.empty(),
                        VerifiedBytes.sha256(config),
                        config,
                        ImageConfig.parse(config).platform(),
                        layers),
                blob -> files.open(DockerArchive.member(members, blob.digest())));
    }

    /// A link may have taken the place of the file that was gone over.
    private long sizeBytes(String member) throws MalformedManifestException {
        return files.sizeBytes(member)
                .orElseThrow(() ->
                        new MalformedManifestException("it has no file '%s'".formatted(member)));
    }

    private byte[] config(String id)
            throws IOException, MalformedManifestException, MalformedJsonException {
        var member = id + "/json";
        sizeBytes(member);
        try (var in = files.open(member)) {
            return Version1Layers.document(member, in);
        }
    }
}
