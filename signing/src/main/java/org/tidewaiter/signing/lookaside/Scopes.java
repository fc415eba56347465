package org.tidewaiter.signing.lookaside;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.model.ImageReference;

/// The names under which something may be configured for an image, the most exact one first: the
/// image, its repository, each folder above, the registry, each domain above.
///
/// @see "containers/image, containers-registries.d(5), containers-policy.json(5)"
public final class Scopes {
    private Scopes() {}

    /// @return `a.example.com:5000/b/c:1`, `a.example.com:5000/b/c`, `a.example.com:5000/b`,
    ///   `a.example.com:5000`, `*.example.com`, `*.com`
    public static List<String> of(ImageReference image) {
        var name = image.registry() + "/" + image.repository();
        var scopes = new ArrayList<String>();
        scopes.add(
                image.digest()
                        .map(digest -> name + "@" + digest)
                        .orElseGet(() -> name + ":" + image.tag().orElseThrow()));
        var folder = name;
        for (int slash = folder.lastIndexOf('/'); slash >= 0; slash = folder.lastIndexOf('/')) {
            scopes.add(folder);
            folder = folder.substring(0, slash);
        }
        scopes.add(folder);
        int port = folder.indexOf(':');
        var host = port < 0 ? folder : folder.substring(0, port);
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.')) {
            host = host.substring(dot + 1);
            scopes.add("*." + host);
        }
        return scopes;
    }
}
