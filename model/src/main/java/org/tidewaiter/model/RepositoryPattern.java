package org.tidewaiter.model;

/// Repositories, as charters and clearances write them: one, or with `/*` at the end all that are
/// below; `*` is any. What has no host is Docker Hub's, as elsewhere.
public final class RepositoryPattern {
    private RepositoryPattern() {}

    /// @param repository `registry/repository`
    public static boolean matches(String pattern, String repository) {
        return pattern.endsWith("*")
                ? repository.startsWith(start(pattern.substring(0, pattern.length() - 1)))
                : ImageReference.parse(pattern)
                        .filter(one -> repository.equals(one.registry() + "/" + one.repository()))
                        .isPresent();
    }

    /// Whether whatever fits another pattern fits this.
    public static boolean covers(String pattern, String other) {
        return other.endsWith("*")
                ? pattern.endsWith("*")
                        && start(other.substring(0, other.length() - 1))
                                .startsWith(start(pattern.substring(0, pattern.length() - 1)))
                : ImageReference.parse(other)
                        .filter(one -> matches(pattern, one.registry() + "/" + one.repository()))
                        .isPresent();
    }

    private static String start(String written) {
        int slash = written.indexOf('/');
        var host = slash < 0 ? written : written.substring(0, slash);
        boolean hosted =
                written.isEmpty()
                        || host.contains(".")
                        || host.contains(":")
                        || host.equals("localhost");
        return hosted
                ? written.replaceFirst("^index\\.docker\\.io/", "docker.io/")
                : "docker.io/" + written;
    }
}
