package org.tidewaiter.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.tidewaiter.testkit.image.ImageBuilder.image;
import static org.tidewaiter.testkit.image.TarBuilder.tar;

import java.util.HexFormat;
import java.util.List;
import org.tidewaiter.testkit.image.ImageBuilder;
import org.tidewaiter.testkit.image.LayerBytes;
import org.tidewaiter.testkit.image.TarBuilder;
import org.tidewaiter.testkit.image.TarHeaderBytes;

/// An image that a check finds something in, and one like it that is in order; for each check of
/// the room.
final class ImageFixtures {
    private static final String XATTR = "SCHILY.xattr.security.capability";
    private static final byte[] NET_RAW =
            HexFormat.of().parseHex("0100000200200000000000000000000000000000");
    private static final byte[] SETUID =
            HexFormat.of().parseHex("0100000280000000000000000000000000000000");
    private static final byte[] NOTHING =
            HexFormat.of().parseHex("0000000200000000000000000000000000000000");
    private static final String ROOT = "root:x:0:0:root:/root:/bin/sh\n";
    private static final byte[] SOMETHING = {1};

    static final List<Fixture> ALL =
            List.of(
                    new Fixture(
                            "image/runs-as-root",
                            settings("{}").layer(tar().file("a", "")),
                            settings("{\"User\":\"65532:65532\"}")),
                    new Fixture(
                            "image/user-unknown",
                            settings("{\"User\":\"app\"}"),
                            settings("{\"User\":\"app:app\"}")
                                    .layer(tar().file("etc/passwd", ROOT + "app:x:7:7::/:/\n"))),
                    new Fixture(
                            "image/port-ssh",
                            settings("{\"ExposedPorts\":{\"22/tcp\":{}}}"),
                            settings("{\"ExposedPorts\":{\"2222/tcp\":{}}}")),
                    new Fixture(
                            "image/port-administration",
                            settings("{\"ExposedPorts\":{\"23/tcp\":{}}}"),
                            settings("{\"ExposedPorts\":{\"8080/tcp\":{}}}")),
                    new Fixture(
                            "image/port-engine",
                            settings("{\"ExposedPorts\":{\"2300-2400\":{}}}"),
                            settings("{\"ExposedPorts\":{\"8080/tcp\":{},\"x\":{},\"-1\":{}}}")),
                    new Fixture(
                            "image/port-database",
                            settings("{\"ExposedPorts\":{\"5432/tcp\":{}}}"),
                            settings("{\"ExposedPorts\":{\"8443/tcp\":{}}}")),
                    new Fixture(
                            "image/port-privileged",
                            settings("{\"ExposedPorts\":{\"443/tcp\":{}}}"),
                            settings("{\"ExposedPorts\":{\"1024/tcp\":{},\"22/tcp\":{}}}")),
                    new Fixture(
                            "image/no-healthcheck",
                            settings("{\"Healthcheck\":{\"Test\":[\"NONE\"]}}"),
                            settings("{\"Healthcheck\":{\"Test\":[\"CMD\",\"/app\"]}}")),
                    new Fixture(
                            "image/add-of-address",
                            step("ADD https://example.com/app.tar.gz /opt/ # buildkit"),
                            step(
                                    "ADD --checksum=sha256:00 https://example.com/a /opt/ # buildkit")),
                    new Fixture(
                            "image/download-into-shell",
                            step(
                                    "RUN /bin/sh -c curl -fsSL https://example.com/x | sudo -E bash -s"),
                            step("RUN /bin/sh -c curl -O https://example.com/x || sh y; sh z")),
                    new Fixture(
                            "image/update-alone",
                            step("/bin/sh -c apt-get update"),
                            step("/bin/sh -c apt-get update && apt-get install -y curl")),
                    new Fixture(
                            "image/secret-like-variable",
                            settings("{\"Env\":[\"DB_PASSWORD=x\"]}"),
                            settings(
                                    "{\"Env\":[\"DB_PASSWORD_FILE=/run/x\",\"GPG_KEY=A0\","
                                            + "\"TOKEN=\",\"PWD=x\",\"PASS_MAX_DAYS=9\",\"API_KEY=/run/secrets/k\","
                                            + "\"TOKENIZERS_PARALLELISM=false\"]}")),
                    new Fixture(
                            "image/path-relative",
                            settings("{\"Env\":[\"PATH=/bin::/usr/bin\"]}"),
                            settings("{\"Env\":[\"PATH=/bin:/usr/bin\"]}")),
                    new Fixture(
                            "image/path-writable",
                            settings("{\"Env\":[\"PATH=/opt/bin\"]}")
                                    .layer(directory("opt/bin/", 0777)),
                            settings("{\"Env\":[\"PATH=/opt/bin:/missing\"]}")
                                    .layer(directory("opt/bin/", 0775))),
                    new Fixture(
                            "image/volume-sensitive",
                            settings("{\"Volumes\":{\"/etc/\":{}}}"),
                            settings("{\"Volumes\":{\"/var/lib/mysql\":{}}}")),
                    new Fixture(
                            "image/setuid-usual",
                            files(program("usr/bin/passwd", 04755)),
                            files(program("usr/bin/passwd", 0755))),
                    new Fixture(
                            "image/setuid-unusual",
                            files(program("opt/app/run", 06755)),
                            files(program("opt/app/run", 04644))),
                    new Fixture(
                            "image/setuid-way-to-root",
                            files(program("usr/bin/find", 04755)),
                            files(program("usr/bin/find", 0755))),
                    new Fixture(
                            "image/file-capabilities",
                            files(tar().pax(XATTR, NET_RAW).file("bin/ping", SOMETHING, 0755)),
                            files(tar().pax(XATTR, NOTHING).file("bin/ping", SOMETHING, 0755))),
                    new Fixture(
                            "image/file-capabilities-like-root",
                            files(tar().pax(XATTR, SETUID).file("bin/map", SOMETHING, 0755)),
                            files(tar().pax(XATTR, NET_RAW).file("bin/map", SOMETHING, 0755))),
                    new Fixture(
                            "image/world-writable-file",
                            files(tar().file("app/config", SOMETHING, 0666)),
                            files(
                                    tar().file("app/config", SOMETHING, 0664)
                                            .file("proc/x", SOMETHING, 0666)
                                            .symlink("a", "b"))),
                    new Fixture(
                            "image/world-writable-directory",
                            files(directory("srv/", 0777)),
                            files(directory("tmp/", 01777))),
                    new Fixture(
                            "image/unowned-files",
                            files(tar().file("etc/passwd", ROOT).entry(owned("a", 1000, 0))),
                            image().layer(tar().file("etc/passwd", ROOT).entry(owned("a", 1000, 7)))
                                    .runtime("{\"User\":\"1000\"}")),
                    new Fixture(
                            "image/account-file-writable",
                            files(tar().file("etc/passwd", ROOT.getBytes(UTF_8), 0664)),
                            files(tar().file("etc/passwd", ROOT.getBytes(UTF_8), 0644))),
                    new Fixture(
                            "image/shadow-readable",
                            files(tar().file("etc/shadow", "root:*:1::::::".getBytes(UTF_8), 0644)),
                            files(
                                    tar().file(
                                                    "etc/shadow",
                                                    "root:*:1::::::".getBytes(UTF_8),
                                                    0640))),
                    new Fixture(
                            "image/password-empty",
                            files(tar().file("etc/shadow", "root:::0:::::\n")),
                            files(tar().file("etc/shadow", "root:*::0:::::\napp:!::0:::::\n"))),
                    new Fixture(
                            "image/password-hash-weak",
                            files(
                                    tar().file(
                                                    "etc/shadow",
                                                    "a:$1$" + "ab$" + "c".repeat(22) + ":1:")),
                            files(
                                    tar().file(
                                                    "etc/shadow",
                                                    "a:!$1$" + "ab$" + "c".repeat(22) + ":1:"))),
                    new Fixture(
                            "image/password-set",
                            files(
                                    tar().file(
                                                    "etc/shadow",
                                                    "a:$6$" + "ab$" + "c".repeat(86) + ":1:")),
                            files(tar().file("etc/shadow", "a:!!:1:"))),
                    new Fixture(
                            "image/second-root",
                            files(tar().file("etc/passwd", ROOT + "toor:x:0:0::/:/bin/sh\n")),
                            files(tar().file("etc/passwd", ROOT + "app:x:10:0::/:/bin/sh\n"))),
                    new Fixture(
                            "image/sudo-without-password",
                            files(
                                    tar().file(
                                                    "etc/sudoers.d/app",
                                                    "app ALL=(ALL) \\\n NOPASSWD: ALL\n")),
                            files(
                                    tar().file(
                                                    "etc/sudoers",
                                                    "# x NOPASSWD: ALL\n%sudo ALL=(ALL) ALL\n")
                                            .file(
                                                    "etc/sudoers.d/a.bak",
                                                    "a ALL=(ALL) NOPASSWD: ALL"))),
                    new Fixture(
                            "image/ssh-server",
                            files(program("usr/sbin/sshd", 0755)),
                            files(program("usr/bin/ssh", 0755))),
                    new Fixture(
                            "image/ssh-host-key",
                            files(tar().file("etc/ssh/ssh_host_rsa_key", "x")),
                            files(
                                    tar().file("etc/ssh/ssh_host_rsa_key.pub", "x")
                                            .file("etc/ssh/ssh_host_dsa_key", ""))),
                    new Fixture(
                            "image/ssh-authorized-keys",
                            files(tar().file("root/.ssh/authorized_keys", "ssh-rsa A")),
                            files(tar().file("root/.ssh/authorized_keys", ""))));

    private ImageFixtures() {}

    /// @param bad an image in which the check finds something
    /// @param good one in which it does not
    record Fixture(String check, ImageBuilder bad, ImageBuilder good) {
        @Override
        public String toString() {
            return check;
        }
    }

    static ImageBuilder settings(String json) {
        return image().runtime(json);
    }

    static ImageBuilder step(String createdBy) {
        return image().layer(LayerBytes.gzip(tar().file("a", "x")), createdBy);
    }

    static ImageBuilder files(TarBuilder tar) {
        return image().layer(tar);
    }

    private static TarBuilder program(String path, int mode) {
        return tar().file(path, SOMETHING, mode);
    }

    private static TarBuilder directory(String path, int mode) {
        return tar().entry(TarHeaderBytes.of('5', path).mode(mode));
    }

    static TarHeaderBytes owned(String path, long uid, long gid) {
        return TarHeaderBytes.of('0', path).owner(uid, gid);
    }
}
