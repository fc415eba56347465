package org.tidewaiter.image.registry;

import java.util.regex.Pattern;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// A place that is asked for the images of a registry before the registry itself. What it gives is
/// verified by its digest like everything else; what a tag means it may say, as elsewhere.
///
/// @param mirrored the registry, as image references have it
/// @param registry host, and port where there is one
/// @param prefix in front of the repository: empty, or with a slash at its end
/// @param plainHttp it has no TLS
public record Mirror(String mirrored, String registry, String prefix, boolean plainHttp) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?<mirrored>[^=/]+)=(?<scheme>https?://)?(?<registry>[^/]+)(?:/(?<path>.*?))?/?");

    /// @param text `docker.io=mirror.example`, `docker.io=http://mirror.example:5000/hub`
    /// @throws ProblemException `registry-mirror-invalid`
    public static Mirror parse(String text) throws ProblemException {
        var form = FORM.matcher(text);
        if (form.matches()) {
            var path = form.group("path");
            var prefix = path == null || path.isEmpty() ? "" : path + "/";
            var registry = form.group("registry");
            var image = ImageReference.parse(registry + "/" + prefix + "image");
            if (image.isPresent()
                    && image.get().registry().equals(registry)
                    && image.get().repository().equals(prefix + "image")) {
                return new Mirror(
                        DockerLogin.registry(form.group("mirrored")),
                        registry,
                        prefix,
                        "http://".equals(form.group("scheme")));
            }
        }
        throw new ProblemException(
                "registry-mirror-invalid",
                "'%s' names no registry and its mirror".formatted(text),
                "write it like docker.io=mirror.example or docker.io=mirror.example/hub");
    }

    boolean mirrors(ImageReference image) {
        return image.registry().equals(mirrored);
    }

    /// What an image of the registry is called here.
    ImageReference nameOf(ImageReference image) {
        return new ImageReference(
                registry, prefix + image.repository(), image.tag(), image.digest());
    }
}
