package org.tidewaiter.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A real image with Debian, npm, pip, Maven and Go packages, built once by the project's script
/// and kept until the script changes.
///
/// @param folder holds `layout` (tag `app`), `rootfs`, `docker.tar` and `oci.tar`
record ApplicationImage(Path folder) {

    static ApplicationImage build() throws IOException, InterruptedException {
        return new ApplicationImage(built("build-application-image", "application"));
    }

    /// What a script of ours builds into a folder that it is given.
    static Path built(String scriptName, String name) throws IOException, InterruptedException {
        var script = Program.ROOT.resolve("testkit/images").resolve(scriptName);
        var folder =
                Path.of(
                        System.getenv().getOrDefault("HOME", "/root"),
                        ".cache/tidewaiter-images",
                        name + "-" + digest(script));
        Program.run(Program.ROOT, Map.of(), List.of(script.toString(), folder.toString())).passed();
        return folder;
    }

    private static String digest(Path script) throws IOException {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(script));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String layout() {
        return "oci:" + folder.resolve("layout") + ":app";
    }

    Path rootfs() {
        return folder.resolve("rootfs");
    }

    String dockerArchive() {
        return folder.resolve("docker.tar").toString();
    }

    String ociArchive() {
        return folder.resolve("oci.tar").toString();
    }
}
