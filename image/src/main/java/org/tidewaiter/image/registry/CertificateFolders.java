package org.tidewaiter.image.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;

/// The folders in which Docker and Podman keep what they need for TLS with a registry. In the
/// subfolder `HOST` or `HOST:PORT` of one, each `NAME.crt` is a certificate authority, and
/// `NAME.cert` with `NAME.key` is a client certificate. The first that has the subfolder is used.
///
/// @see "Docker manual, Verify repository client with certificates; containers-certs.d(5)"
record CertificateFolders(List<Path> folders) {
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:.]+])(:[0-9]+)?");

    CertificateFolders {
        folders = List.copyOf(folders);
    }

    /// The user's own, then those of the machine.
    ///
    /// @param environment of the process; see [RegistryOptions]
    static CertificateFolders of(Map<String, String> environment) {
        var folders = new ArrayList<Path>();
        var home = environment.getOrDefault("HOME", "");
        var config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (!config.isEmpty() || !home.isEmpty()) {
            var folder = config.isEmpty() ? Path.of(home, ".config") : Path.of(config);
            folders.add(folder.resolve("containers/certs.d"));
            folders.add(folder.resolve("docker/certs.d"));
        }
        if (!home.isEmpty()) {
            folders.add(Path.of(home, ".docker", "certs.d"));
        }
        folders.add(Path.of("/etc/containers/certs.d"));
        folders.add(Path.of("/etc/docker/certs.d"));
        return new CertificateFolders(folders);
    }

    /// @param authority `host` or `host:port`; of any other form, it has none
    HostCertificates of(String authority) throws ProblemException {
        if (AUTHORITY.matcher(authority).matches()) {
            for (var name : names(authority)) {
                for (var folder : folders) {
                    if (Files.isDirectory(folder.resolve(name))) {
                        return in(folder.resolve(name));
                    }
                }
            }
        }
        return new HostCertificates(List.of(), List.of());
    }

    /// Docker Hub's images are named after another host than the one that has them.
    private static List<String> names(String authority) {
        return authority.equals("registry-1.docker.io")
                ? List.of(authority, "docker.io")
                : List.of(authority);
    }

    private static HostCertificates in(Path folder) throws ProblemException {
        var names = new TreeSet<String>();
        try (var files = Files.list(folder)) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "client-certificate-broken",
                            "the certificates in %s cannot be listed: %s".formatted(folder, e),
                            "see that you may read the folder, or have one of your own in"
                                    + " ~/.config/containers/certs.d"),
                    e);
        }
        var authorities = new ArrayList<Path>();
        var clients = new ArrayList<ClientCertificate>();
        for (var name : names) {
            if (name.endsWith(".crt")) {
                authorities.add(folder.resolve(name));
            } else if (name.endsWith(".cert")) {
                var key = beside(folder, names, name, ".cert", ".key");
                clients.add(new ClientCertificate(folder.resolve(name), key));
            } else if (name.endsWith(".key")) {
                beside(folder, names, name, ".key", ".cert");
            }
        }
        return new HostCertificates(authorities, clients);
    }

    private static Path beside(
            Path folder, TreeSet<String> names, String name, String ending, String other)
            throws ProblemException {
        var wanted = name.substring(0, name.length() - ending.length()) + other;
        if (!names.contains(wanted)) {
            throw new ProblemException(
                    "client-certificate-broken",
                    "%s has %s, but no %s".formatted(folder, name, wanted),
                    "a client certificate is NAME.cert with NAME.key, and that of an authority is"
                            + " NAME.crt");
        }
        return folder.resolve(wanted);
    }
}
