package org.tidewaiter.signing.make;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.Referrers;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.lookaside.ContainerSignature;
import org.tidewaiter.signing.lookaside.SignatureFolder;
import org.tidewaiter.signing.lookaside.SignedIdentity;
import org.tidewaiter.signing.openpgp.MessageSigner;

/// Signs an image with an OpenPGP key, and puts the signatures into a folder for podman and others.
///
/// @param source of an image of a registry that was opened
/// @param options as it was opened with
/// @param place the folder under which the signatures are put
public record GpgSigning(ImageSource source, OpenOptions options, MessageSigner key, URI place) {
    /// One signature that was made.
    public record Signed(Digest subject, Path file) {}

    /// The name under which an image is signed.
    ///
    /// @throws ProblemException `signature-nameless` if it has none
    public static ImageReference name(ImageSource source) throws ProblemException {
        var name =
                source.kind().equals("registry")
                        ? source.reference()
                        : Optional.<ImageReference>empty();
        return name.map(SignedIdentity::name)
                .orElseThrow(() ->
                        new ProblemException(
                                "signature-nameless",
                                "%s has no name in a registry, and GPG signatures are of names"
                                        .formatted(source.name()),
                                "push the image, and sign it by its name"));
    }

    /// Signs what the name leads to, and where that is an index, all that it lists: podman asks for
    /// the signature of the manifest that it takes.
    ///
    /// @param creator the program that makes it
    /// @param now when it is signed
    public List<Signed> sign(String creator, Instant now)
            throws ProblemException, UnusableKeyException {
        var name = name(source);
        var at = now.truncatedTo(ChronoUnit.SECONDS);
        var signed = new ArrayList<Signed>();
        for (var subject : subjects()) {
            var payload = ContainerSignature.toJson(subject, name.toString(), creator, at);
            var message = key.sign(payload, at);
            signed.add(new Signed(subject, SignatureFolder.put(place, name, subject, message)));
        }
        return signed;
    }

    private List<Digest> subjects() throws ProblemException {
        try (var referrers = Referrers.of(source, options).orElseThrow()) {
            return Manifests.all(referrers).stream().map(one -> one.digest()).toList();
        }
    }
}
