package org.tidewaiter.testkit.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// An image with two programs of x86-64 in machine code: `/pass` ends at once, `/wait` never does.
public final class TinyImage {
    /// An ELF file whose one segment is all of it, entered behind the two headers.
    private static final String HEADERS =
            "7f454c4602010100000000000000000002003e00010000007800400000000000"
                    + "4000000000000000000000000000000000000000400038000100000000000000"
                    + "0100000005000000000000000000000000004000000000000000400000000000"
                    + "00100000000000000010000000000000"
                    + "0010000000000000";

    /// `exit(0)`
    private static final String PASS = "b83c00000031ff0f05";

    /// `pause()`, for ever
    private static final String WAIT = "b8220000000f05ebf7";

    private TinyImage() {}

    /// @param note makes it another image
    public static BuiltImage of(String note) {
        var tar =
                TarBuilder.tar()
                        .file("pass", program(PASS), 0755)
                        .file("wait", program(WAIT), 0755)
                        .file("note", note);
        return ImageBuilder.image().runtime("{\"Cmd\":[\"/pass\"]}").layer(tar).build();
    }

    /// One that has `/wait` as `/sbin/sshd` too.
    ///
    /// @param runtime as for [ImageBuilder#runtime]
    /// @param instructions as for [ImageBuilder#instruction]
    public static BuiltImage configured(String runtime, String... instructions) {
        var tar =
                TarBuilder.tar()
                        .file("pass", program(PASS), 0755)
                        .file("wait", program(WAIT), 0755)
                        .file("sbin/sshd", program(WAIT), 0755);
        var image = ImageBuilder.image().runtime(runtime).layer(tar);
        for (var instruction : instructions) {
            image.instruction(instruction);
        }
        return image.build();
    }

    private static byte[] program(String code) {
        return HexFormat.of().parseHex(HEADERS + code);
    }

    /// As `docker load` takes it.
    public static Path archive(Path folder, String name, BuiltImage image) throws IOException {
        var file = Files.createTempFile(folder, "image", ".tar");
        Files.write(file, DockerArchives.archive().image(image, name).tar().bytes());
        return file;
    }
}
