package org.tidewaiter.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.image.archive.DockerArchive;
import org.tidewaiter.image.archive.TarFile;
import org.tidewaiter.image.archive.Version1Archive;
import org.tidewaiter.image.consulted.ConsultedFiles.Step;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.layout.LayoutDirectory;
import org.tidewaiter.image.layout.OciLayout;
import org.tidewaiter.image.manifest.BlobStore;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.ImageResolver;
import org.tidewaiter.image.registry.RegistryClient;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// Opens images by the name that a user typed.
public final class Images {
    private Images() {}

    /// Finds an image and reads its description. The name is, in this order:
    ///
    /// 1. with a prefix, of the kind that it says: `registry:` (or `docker://`), `docker:` (or
    ///    `docker-daemon:`), `podman:`, `oci:` (or `oci-dir:`), `archive:` (or `docker-archive:`,
    ///    `oci-archive:`), `dir:`
    /// 2. an existing folder with a file `oci-layout`: an OCI image layout
    /// 3. any other existing folder: a root file system; an existing text, such as a Dockerfile, is
    ///    a folder with that file alone
    /// 4. any other existing file: an archive, also one compressed as a whole; one that is an OCI
    ///    layout as well as a Docker archive is read as a layout
    /// 5. the name or id of an image that a Docker engine has, where one listens and answers
    /// 6. likewise Podman
    /// 7. a reference in a registry
    ///
    /// A bill of materials in the place of an image, with the prefix `sbom:` or by how the file
    /// begins, is taken before any of these, by who takes inventories, and never comes here.
    ///
    /// After the path of a layout or an archive, `:` and a tag or `@` and a digest select one of
    /// several images.
    ///
    /// @throws ProblemException with one of the codes `image-not-found`, `image-name-invalid`,
    ///   `image-name-ambiguous`, `image-broken`, `image-unreadable`, `not-an-image`,
    ///   `manifest-outdated`, `platform-not-found`, `digest-mismatch`, `blob-not-found`,
    ///   `engine-not-found`, and those of [Engine] and [RegistryClient]
    public static Image open(String name, OpenOptions options) throws ProblemException {
        var parsed = ImageName.parse(name, options.kind(), options.consulted());
        if (!isInFiles(parsed)) {
            options.consulted().addMoreThanFiles();
        }
        try {
            return parsed.isForced()
                    ? forced(name, parsed, options)
                    : nearest(name, parsed, options);
        } catch (IOException e) {
            throw new ProblemException(unreadable(name, e), e);
        }
    }

    /// Whether the image is a file or a few, and not a folder of any files or elsewhere.
    private static boolean isInFiles(ImageName name) {
        return switch (name.kinds().getFirst()) {
            case LAYOUT, ARCHIVE -> true;
            case REGISTRY, DIRECTORY, DOCKER, PODMAN -> false;
        };
    }

    private static Image forced(String name, ImageName parsed, OpenOptions options)
            throws ProblemException, IOException {
        return switch (parsed.kinds().getFirst()) {
            case REGISTRY -> registry(name, parsed, options);
            case LAYOUT -> layout(name, parsed, options);
            case ARCHIVE -> archive(name, parsed, options);
            case DIRECTORY -> new DirectoryImage(name, folderOrText(parsed));
            case DOCKER -> new EngineSearch(name, parsed.place(), options).get(EngineKind.DOCKER);
            case PODMAN -> new EngineSearch(name, parsed.place(), options).get(EngineKind.PODMAN);
        };
    }

    /// From an engine that has it, or else from its registry.
    private static Image nearest(String name, ImageName parsed, OpenOptions options)
            throws ProblemException, IOException {
        var search = new EngineSearch(name, parsed.place(), options);
        var found = search.find(EngineKind.DOCKER).or(() -> search.find(EngineKind.PODMAN));
        if (found.isPresent()) {
            return found.get();
        }
        try {
            return registry(name, parsed, options);
        } catch (ProblemException e) {
            throw withProblems(e, search.problems());
        }
    }

    /// What kept engines from being asked may be the cause that the registry had to be.
    private static ProblemException withProblems(ProblemException e, List<Problem> engines) {
        if (engines.isEmpty()) {
            return e;
        }
        var problem = e.problem();
        var first = engines.getFirst();
        return new ProblemException(
                new Problem(
                        problem.code(),
                        "%s; and before that, %s".formatted(problem.what(), first.what()),
                        "%s; or, for the engine: %s".formatted(problem.mend(), first.mend())),
                e);
    }

    private static Problem unreadable(String name, IOException e) {
        var reason =
                switch (e) {
                    case AccessDeniedException _ -> "permission denied";
                    case NoSuchFileException missing -> "there is no " + missing.getMessage();
                    default -> e.getMessage() == null ? e.toString() : e.getMessage();
                };
        return new Problem(
                "image-unreadable",
                "%s cannot be read: %s".formatted(name, reason),
                "see that it is whole, and that you may read it");
    }

    private static Image registry(String name, ImageName parsed, OpenOptions options)
            throws ProblemException, IOException {
        var client = new RegistryClient(options.registry());
        try {
            var full = client.withoutAlias(parsed.place());
            var reference = ImageReference.parse(full).orElseThrow(() -> invalid(parsed));
            var manifest = client.manifest(reference);
            var store = new Repository(client, reference);
            var resolver = new ImageResolver(store, name, options.platform());
            var image = resolver.resolve(manifest.descriptor(), manifest.bytes());
            var notice = notice(parsed.place(), full, reference, manifest.name());
            return new LayeredImage(SourceKind.REGISTRY, name, image, store, notice, client::close);
        } catch (ProblemException | IOException e) {
            client.close();
            throw e;
        }
    }

    private record Repository(RegistryClient client, ImageReference image) implements BlobStore {
        @Override
        public InputStream open(Descriptor blob) throws ProblemException {
            return client.open(image, blob);
        }

        @Override
        public Optional<InputStream> openPart(Descriptor blob, long offset, long bytes)
                throws ProblemException, IOException {
            return client.openPart(image, blob, offset, bytes);
        }
    }

    /// What the user's own configuration made of the name.
    private static Optional<String> notice(
            String typed, String full, ImageReference meant, ImageReference from) {
        var sentences = new ArrayList<String>();
        if (!full.equals(typed)) {
            sentences.add("%s is short for %s".formatted(typed, full));
        }
        if (!from.equals(meant)) {
            sentences.add("%s came from %s".formatted(meant, from));
        }
        return sentences.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", and ", sentences));
    }

    private static ProblemException invalid(ImageName name) {
        var place = name.place();
        boolean pathLike =
                place.startsWith("/")
                        || place.startsWith(".")
                        || place.startsWith("~")
                        || place.endsWith(".tar");
        return pathLike
                ? notThere(place)
                : new ProblemException(
                        "image-name-invalid",
                        "'%s' is no image reference, and there is no such file or folder"
                                .formatted(place),
                        "write it as registry/repository:tag, in lower case, or name a file or folder");
    }

    private static ProblemException notThere(String place) {
        return new ProblemException(
                "image-not-found",
                "there is no file or folder '%s'".formatted(place),
                "check the path");
    }

    private static Path folderOrText(ImageName name) throws ProblemException {
        var path = existing(name);
        return Files.isRegularFile(path) && TextFile.is(path) ? path : folder(name);
    }

    private static Path folder(ImageName name) throws ProblemException {
        var path = existing(name);
        if (!Files.isDirectory(path)) {
            throw new ProblemException(
                    "image-not-found",
                    "'%s' is no folder".formatted(path),
                    "name a folder, or an archive with the prefix 'archive:'");
        }
        return path;
    }

    private static Path file(ImageName name) throws ProblemException {
        var path = existing(name);
        if (!Files.isRegularFile(path)) {
            throw new ProblemException(
                    "image-not-found",
                    "'%s' is no file".formatted(path),
                    "name a tar file, or a folder with the prefix 'oci:' or 'dir:'");
        }
        return path;
    }

    private static Path existing(ImageName name) throws ProblemException {
        return ImageName.path(name.place())
                .filter(Files::exists)
                .orElseThrow(() -> notThere(name.place()));
    }

    private static Image layout(String name, ImageName parsed, OpenOptions options)
            throws ProblemException, IOException {
        var files = new LayoutDirectory(folder(parsed), options.consulted());
        var layout = new OciLayout(files, name);
        var image = layout(SourceKind.LAYOUT, layout, parsed.selector(), options.platform());
        for (var layer : image.source().layers()) { // which may be known, and never be opened
            files.tell(OciLayout.path(layer.digest()));
        }
        options.consulted().addedAll(Step.IMAGE);
        return image;
    }

    private static Image layout(
            SourceKind kind,
            OciLayout layout,
            Optional<String> selector,
            Optional<Platform> platform)
            throws ProblemException, IOException {
        var resolver = new ImageResolver(layout, layout.name(), platform);
        var image = resolver.resolve(layout.root(selector));
        return new LayeredImage(kind, layout.name(), image, layout);
    }

    private static Image archive(String name, ImageName parsed, OpenOptions options)
            throws ProblemException, IOException {
        var file = file(parsed);
        var platform = options.platform();
        options.consulted().add(file); // all that is read of the image is read from it
        options.consulted().addedAll(Step.IMAGE);
        var members = TarFile.index(file);
        if (members.has(OciLayout.MARKER)) {
            var layout = new OciLayout(members, name);
            var image = layout(SourceKind.ARCHIVE, layout, parsed.selector(), platform);
            return CompressedArchive.of(image, members);
        }
        if (!members.has(DockerArchive.MANIFEST) && !Version1Archive.isOne(members)) {
            throw new ProblemException(
                    "not-an-image",
                    "%s is an archive, but has neither an OCI layout nor an image as Docker saves it"
                            .formatted(name),
                    "make it with 'docker save', or unpack it and name the folder");
        }
        var archived =
                members.has(DockerArchive.MANIFEST)
                        ? new DockerArchive(members, name).image(parsed.selector())
                        : new Version1Archive(members, name).image(parsed.selector());
        var image = archived.image().madeFor(platform, name);
        return CompressedArchive.of(
                new LayeredImage(SourceKind.ARCHIVE, name, image, archived.layers()), members);
    }
}
