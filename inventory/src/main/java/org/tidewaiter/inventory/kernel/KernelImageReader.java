package org.tidewaiter.inventory.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads which release of Linux a kernel is: out of the boot header of x86, or out of the banner
/// where the kernel is not compressed.
///
/// @see "Linux documentation, The Linux/x86 Boot Protocol"
public final class KernelImageReader implements FileReader {
    private static final String BANNER = "Linux version ";
    private static final int WINDOW_BYTES = 128;

    /// In the header, which begins at 0x1f1.
    private static final int SIGNATURE_AT = 0x202;

    private static final int SIGNATURE = 0x53726448; // HdrS
    private static final int RELEASE_POINTER_AT = 0x20e;
    private static final int SETUP_AT = 0x200;
    private static final Pattern RELEASE = Pattern.compile("\\d++\\.\\d++[A-Za-z0-9.+~_-]{0,100}+");

    @Override
    public String name() {
        return "kernel-image";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/vmlinuz",
                        "**/vmlinuz-*",
                        "**/vmlinux",
                        "**/vmlinux-*",
                        "**/bzImage",
                        "**/bzImage-*")
                .withAnchors(WINDOW_BYTES, Bytes.ofText(BANNER))
                .withMaxBytes(0);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var release = ofBootHeader(file.head()).or(() -> ofBanner(file));
        return Reading.of(
                PackageSeen.installed(
                        Purl.of(
                                "generic",
                                "",
                                "linux-kernel",
                                release.orElseThrow(() ->
                                        new MalformedFileException(
                                                "a kernel that does not say its release uncompressed")))));
    }

    private static Optional<String> ofBootHeader(byte[] head) {
        var file = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (head.length < RELEASE_POINTER_AT + Short.BYTES
                || file.getInt(SIGNATURE_AT) != SIGNATURE) {
            return Optional.empty();
        }
        int at = SETUP_AT + Short.toUnsignedInt(file.getShort(RELEASE_POINTER_AT));
        return release(head, at);
    }

    private static Optional<String> ofBanner(ClaimedFile file) {
        return file.windows().stream()
                .flatMap(window -> release(window.bytes(), BANNER.length()).stream())
                .findFirst();
    }

    private static Optional<String> release(byte[] bytes, int at) {
        int end = Math.min(bytes.length, at + WINDOW_BYTES);
        if (at >= end) {
            return Optional.empty();
        }
        var matcher = RELEASE.matcher(new String(bytes, at, end - at, ISO_8859_1));
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
